/* SPDX-License-Identifier: Apache-2.0 */
/* Event parsing: counts by user in the own table, and a look at the host's threads. */
#ifndef GOOD_PARSE_H
#define GOOD_PARSE_H

GOOD_FN ss_plugin_rc good_use_tables(struct good_state *state, const ss_plugin_init_tables_input *tables) {
	if (tables->fields_ext == NULL || tables->add_table == NULL) return pk_fail(state, "init: the host is too old");
	state->threads = tables->get_table(state->owner, "threads", SS_PLUGIN_ST_INT64);
	if (state->threads != NULL) {
		state->thread_comm = tables->fields_ext->get_table_field(state->threads, "comm", SS_PLUGIN_ST_STRING);
	}
	if (good_table_add_field(&state->table, "count", SS_PLUGIN_ST_UINT64) == NULL) {
		return pk_fail(state, "init: no memory");
	}
	ss_plugin_table_input input;
	pk_fill_table(state, &input);
	if (tables->add_table(state->owner, &input) == SS_PLUGIN_SUCCESS) return SS_PLUGIN_SUCCESS;
	const char *reason = state->owner_error != NULL ? state->owner_error(state->owner) : NULL;
	return pk_fail(state, reason != NULL ? reason : "init: the host refused the table " GOOD_TABLE_NAME);
}

GOOD_FN void good_read_thread(struct good_state *state, const ss_plugin_event *evt,
                              const ss_plugin_event_parse_input *in) {
	const ss_plugin_table_reader_vtable_ext *reader = in->table_reader_ext;
	if (state->threads == NULL || state->thread_comm == NULL || reader == NULL) return;
	/* Plugin events have no thread; they are put down to the first process. */
	ss_plugin_state_data key = {.s64 = evt->tid == UINT64_MAX ? 1 : (int64_t)evt->tid}, comm;
	ss_plugin_table_entry_t *thread = reader->get_table_entry(state->threads, &key);
	if (thread == NULL) return;
	if (reader->read_entry_field(state->threads, thread, state->thread_comm, &comm) == SS_PLUGIN_SUCCESS &&
	    comm.str != NULL) {
		snprintf(state->comm, sizeof state->comm, "%s", comm.str);
	}
	reader->release_table_entry(state->threads, thread);
}

GOOD_FN ss_plugin_rc good_count_user(struct good_state *state, uint64_t user) {
	struct good_table *table = &state->table;
	ss_plugin_state_data key = {.u64 = user}, count = {.u64 = 0};
	struct good_entry *entry = good_table_get(table, &key);
	if (entry == NULL) {
		entry = good_table_create(table);
		if (entry == NULL) return pk_fail(state, "parse: no memory");
		good_table_add(table, &key, entry);
	}
	good_table_read(table, entry, &table->columns[0], &count);
	count.u64++;
	good_table_write(table, entry, &table->columns[0], &count);
	good_table_release(table, entry);
	return SS_PLUGIN_SUCCESS;
}

GOOD_FN ss_plugin_rc good_parse_event(struct good_state *state, const ss_plugin_event_input *evt,
                                      const ss_plugin_event_parse_input *in) {
	uint32_t length;
	uint64_t seq;
	const char *payload = pk_read_payload(evt->evt, &length);
	if (payload == NULL || !good_number(good_find(payload, length, "seq"), &seq)) return SS_PLUGIN_SUCCESS;
	state->parsed++;
	pk_read_thread(state, evt->evt, in);
	/* Without tables in init there is no own table either. */
	return state->table.ncolumns == 0 ? SS_PLUGIN_SUCCESS : good_count_user(state, seq % 8);
}

GOOD_FN uint16_t *good_get_parse_event_types(uint32_t *n) {
	static const uint16_t types[] = GOOD_PARSE_TYPES;
	*n = sizeof types / sizeof *types;
	return (uint16_t *)types;
}

#endif
