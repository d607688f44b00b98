/* SPDX-License-Identifier: Apache-2.0 */
/* Does not look whether the host knows the thread of an event. */
#define GOOD_PARSE 1
#define PK_OVERRIDE_READ_THREAD
#include "../../good/good.c"

static void pk_read_thread(struct good_state *state, const ss_plugin_event *evt, const ss_plugin_event_parse_input *in) {
	ss_plugin_state_data key = {.s64 = 1}, comm;
	(void)evt;
	if (state->threads == NULL || state->thread_comm == NULL) return;
	ss_plugin_table_entry_t *thread = in->table_reader_ext->get_table_entry(state->threads, &key);
	if (in->table_reader_ext->read_entry_field(state->threads, thread, state->thread_comm, &comm) == SS_PLUGIN_SUCCESS) {
		snprintf(state->comm, sizeof state->comm, "%s", comm.str);
	}
	in->table_reader_ext->release_table_entry(state->threads, thread);
}
