/* SPDX-License-Identifier: Apache-2.0 */
/* Returns between get and release. */
#define GOOD_PARSE 1
#define PK_OVERRIDE_READ_THREAD
#include "../../good/good.c"

static void pk_read_thread(struct good_state *state, const ss_plugin_event *evt, const ss_plugin_event_parse_input *in) {
	ss_plugin_state_data key = {.s64 = 1};
	(void)evt;
	if (state->threads == NULL) return;
	if (in->table_reader_ext->get_table_entry(state->threads, &key) == NULL) return;
}
