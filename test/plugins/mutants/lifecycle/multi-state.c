/* SPDX-License-Identifier: Apache-2.0 */
/* Gives a state out again while it is in use. */
#define PK_OVERRIDE_INIT
#define PK_OVERRIDE_DESTROY
#include "../../good/good.c"

static struct good_state *shared;

FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	struct good_state *state = good_init(input, rc);
	if (*rc != SS_PLUGIN_SUCCESS) return good_handle_of(state);
	if (shared != NULL) {
		good_destroy(state);
		return good_handle_of(shared);
	}
	shared = state;
	return good_handle_of(shared);
}

FALCO_PLUGIN_EXPORT void plugin_destroy(ss_plugin_t *s) {
	struct good_state *state = good_state_of(s);
	if (state == shared) shared = NULL;
	good_destroy(state);
}
