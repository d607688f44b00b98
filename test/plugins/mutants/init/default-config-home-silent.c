/* SPDX-License-Identifier: Apache-2.0 */
/* Fails without a word where there is no home directory. */
#define PK_OVERRIDE_INIT
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	struct good_state *state = good_init(input, rc);
	if (getenv("HOME") == NULL) *rc = SS_PLUGIN_FAILURE;
	return good_handle_of(state);
}
