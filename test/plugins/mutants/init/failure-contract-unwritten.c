/* SPDX-License-Identifier: Apache-2.0 */
/* Stores its result only where it succeeds. */
#define PK_OVERRIDE_INIT
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	ss_plugin_rc mine;
	struct good_state *state = good_init(input, &mine);
	if (mine == SS_PLUGIN_SUCCESS) *rc = mine;
	return state;
}
