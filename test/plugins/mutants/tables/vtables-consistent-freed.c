/* SPDX-License-Identifier: Apache-2.0 */
/* Frees the name of its table once it is added. */
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
	name = strdup(GOOD_TABLE_NAME);
	ss_plugin_rc rc = good_use_tables(state, tables);
	/* What the allocator does with it sooner or later. */
	memset(name, 0, strlen(name));
	free(name);
	return rc;
}
