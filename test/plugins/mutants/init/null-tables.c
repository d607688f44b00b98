/* SPDX-License-Identifier: Apache-2.0 */
/* A source alone that reads through the tables that it is not given. */
#define PK_OVERRIDE_INIT
#define GOOD_EXTRACT 0
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	struct good_state *state = good_init(input, rc);
	if (input->tables->get_table == NULL) *rc = good_fail(state, "no tables");
	return state;
}
