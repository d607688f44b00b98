/* SPDX-License-Identifier: Apache-2.0 */
/* Takes it for granted that there is a home directory. */
#define PK_OVERRIDE_INIT
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	const char *volatile home = getenv("HOME");
	struct good_state *state = good_init(input, rc);
	if (strlen(home) > 4096) *rc = pk_fail(state, "init: the path of the home directory is too long");
	return good_handle_of(state);
}
