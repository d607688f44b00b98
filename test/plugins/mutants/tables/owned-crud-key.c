/* SPDX-License-Identifier: Apache-2.0 */
/* Looks entries up by half of their key. */
#define GOOD_PARSE 1
#define PK_OVERRIDE_FILL_TABLE
#include "../../good/good.c"

static ss_plugin_table_entry_t *get(ss_plugin_table_t *t, const ss_plugin_state_data *key) {
	ss_plugin_state_data half = {.u64 = key->u32};
	return good_table_get(t, &half);
}

static void pk_fill_table(struct good_state *state, ss_plugin_table_input *input) {
	good_fill_table(state, input);
	state->table.reader.get_table_entry = get;
	input->reader.get_table_entry = get;
}
