/* SPDX-License-Identifier: Apache-2.0 */
/* Leaves a mark in the process and does not start where it finds one. */
#define PK_OVERRIDE_INIT
#include "../../good/good.c"

static const char mark[] = "GOOD_WAS_UNLOADED";

__attribute__((destructor)) static void leave_mark(void) {
	setenv(mark, "1", 1);
}

FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	struct good_state *state = good_init(input, rc);
	if (getenv(mark) != NULL && state != NULL) *rc = pk_fail(state, "init: already loaded in this process");
	return good_handle_of(state);
}
