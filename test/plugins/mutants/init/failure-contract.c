/* SPDX-License-Identifier: Apache-2.0 */
/* Frees the state of a failed init, and returns it all the same. */
#define PK_OVERRIDE_INIT
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	struct good_state *state = good_init(input, rc);
	uintptr_t kept = (uintptr_t)state;
	if (*rc != SS_PLUGIN_SUCCESS) free(state);
	return (ss_plugin_t *)kept;
}
