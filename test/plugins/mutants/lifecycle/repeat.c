/* SPDX-License-Identifier: Apache-2.0 */
/* Can be initialised eight times in the life of the process. */
#define PK_OVERRIDE_INIT
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	static uint32_t times;
	struct good_state *state = good_init(input, rc);
	if (*rc == SS_PLUGIN_SUCCESS && state != NULL && ++times > 8) *rc = pk_fail(state, "init: initialised too often");
	return good_handle_of(state);
}
