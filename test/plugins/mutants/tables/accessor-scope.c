/* SPDX-License-Identifier: Apache-2.0 */
/* Reads threads with the accessor of its own table. */
#define GOOD_PARSE 1
#define PK_OVERRIDE_USE_TABLES
#include "../../good/good.c"

static ss_plugin_rc pk_use_tables(struct good_state *state, const ss_plugin_init_tables_input *tables) {
	if (good_use_tables(state, tables) != SS_PLUGIN_SUCCESS) return SS_PLUGIN_FAILURE;
	ss_plugin_table_t *own = tables->get_table(state->owner, GOOD_TABLE_NAME, SS_PLUGIN_ST_UINT64);
	if (own != NULL) state->thread_comm = tables->fields_ext->get_table_field(own, "count", SS_PLUGIN_ST_UINT64);
	return SS_PLUGIN_SUCCESS;
}
