/* SPDX-License-Identifier: Apache-2.0 */
/* Has no function to iterate its table, and goes on when the host refuses it. */
#define GOOD_PARSE 1
#define PK_OVERRIDE_USE_TABLES
#define PK_OVERRIDE_FILL_TABLE
#include "../../good/good.c"

static void pk_fill_table(struct good_state *state, ss_plugin_table_input *input) {
	good_fill_table(state, input);
	state->table.reader.iterate_entries = NULL;
}

static ss_plugin_rc pk_use_tables(struct good_state *state, const ss_plugin_init_tables_input *tables) {
	good_use_tables(state, tables);
	return SS_PLUGIN_SUCCESS;
}
