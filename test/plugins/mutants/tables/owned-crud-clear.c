/* SPDX-License-Identifier: Apache-2.0 */
/* Has the same size after it was cleared. */
#define GOOD_PARSE 1
#define PK_OVERRIDE_FILL_TABLE
#include "../../good/good.c"

static ss_plugin_rc clear(ss_plugin_table_t *t) {
	struct good_table *table = t;
	uint64_t size = table->size;
	good_table_clear(table);
	table->size = size;
	return SS_PLUGIN_SUCCESS;
}

static void pk_fill_table(struct good_state *state, ss_plugin_table_input *input) {
	good_fill_table(state, input);
	state->table.writer.clear_table = clear;
	input->writer.clear_table = clear;
}
