/* SPDX-License-Identifier: Apache-2.0 */
/* Logs without the owner. */
#define PK_OVERRIDE_INIT
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	struct good_state *state = good_init(input, rc);
	input->log_fn(NULL, NULL, "ready", SS_PLUGIN_LOG_SEV_INFO);
	return state;
}
