/* SPDX-License-Identifier: Apache-2.0 */
/* Does not look whether the host gave it the field that it wants to write. */
#define GOOD_PARSE 1
#define PK_OVERRIDE_USE_TABLES
#define PK_OVERRIDE_READ_THREAD
#include "../../good/good.c"

static ss_plugin_rc pk_use_tables(struct good_state *state, const ss_plugin_init_tables_input *tables) {
	if (good_use_tables(state, tables) != SS_PLUGIN_SUCCESS) return SS_PLUGIN_FAILURE;
	if (state->threads == NULL) return SS_PLUGIN_SUCCESS;
	state->thread_comm = tables->fields_ext->add_table_field(state->threads, "good_seen", SS_PLUGIN_ST_UINT64);
	return SS_PLUGIN_SUCCESS;
}

static void pk_read_thread(struct good_state *state, const ss_plugin_event *evt, const ss_plugin_event_parse_input *in) {
	ss_plugin_state_data key = {.s64 = 1}, seen = {.u64 = 1};
	(void)evt;
	ss_plugin_table_entry_t *thread = state->threads == NULL ? NULL : in->table_reader_ext->get_table_entry(state->threads, &key);
	if (thread == NULL) return;
	in->table_writer_ext->write_entry_field(state->threads, thread, state->thread_comm, &seen);
	in->table_reader_ext->release_table_entry(state->threads, thread);
}
