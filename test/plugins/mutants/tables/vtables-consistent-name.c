/* SPDX-License-Identifier: Apache-2.0 */
/* Builds the name of its table in a variable of init. */
#define GOOD_PARSE 1
#define PK_OVERRIDE_FILL_TABLE
#define PK_OVERRIDE_USE_TABLES
#include "../../good/good.c"

static _Thread_local char *name;

static void pk_fill_table(struct good_state *state, ss_plugin_table_input *input) {
	good_fill_table(state, input);
	input->name = name;
}

static ss_plugin_rc pk_use_tables(struct good_state *state, const ss_plugin_init_tables_input *tables) {
	char local[GOOD_TEXT_MAX];
	snprintf(local, sizeof local, "%s", GOOD_TABLE_NAME);
	name = local;
	return good_use_tables(state, tables);
}
