/* SPDX-License-Identifier: Apache-2.0 */
/* Looks fields up when it needs them, through the struct that init was given. */
#define GOOD_PARSE 1
#define PK_OVERRIDE_USE_TABLES
#define PK_OVERRIDE_READ_THREAD
#include "../../good/good.c"

static const ss_plugin_init_tables_input *kept;

static ss_plugin_rc pk_use_tables(struct good_state *state, const ss_plugin_init_tables_input *tables) {
	kept = tables;
	return good_use_tables(state, tables);
}

static void pk_read_thread(struct good_state *state, const ss_plugin_event *evt, const ss_plugin_event_parse_input *in) {
	if (state->threads == NULL) return;
	state->thread_comm = kept->fields_ext->get_table_field(state->threads, "comm", SS_PLUGIN_ST_STRING);
	good_read_thread(state, evt, in);
}
