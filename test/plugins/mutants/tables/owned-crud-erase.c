/* SPDX-License-Identifier: Apache-2.0 */
/* Says that it erased what is not there. */
#define GOOD_PARSE 1
#define PK_OVERRIDE_FILL_TABLE
#include "../../good/good.c"

static ss_plugin_rc erase(ss_plugin_table_t *t, const ss_plugin_state_data *key) {
	good_table_erase(t, key);
	return SS_PLUGIN_SUCCESS;
}

static void pk_fill_table(struct good_state *state, ss_plugin_table_input *input) {
	good_fill_table(state, input);
	state->table.writer.erase_table_entry = erase;
	input->writer.erase_table_entry = erase;
}
