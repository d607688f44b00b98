/* SPDX-License-Identifier: Apache-2.0 */
/* Returns no state from a failed init, so that nobody can ask for the reason. */
#define PK_OVERRIDE_INIT
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	struct good_state *state = good_init(input, rc);
	if (*rc == SS_PLUGIN_SUCCESS) return state;
	good_free_state(state);
	return NULL;
}
