/* SPDX-License-Identifier: Apache-2.0 */
/* Reads fields of 64 bits as if they had 32. */
#define GOOD_PARSE 1
#define PK_OVERRIDE_FILL_TABLE
#include "../../good/good.c"

static ss_plugin_rc read_half(ss_plugin_table_t *t, ss_plugin_table_entry_t *e, const ss_plugin_table_field_t *f,
                              ss_plugin_state_data *out) {
	ss_plugin_state_data whole;
	ss_plugin_rc rc = good_table_read(t, e, f, &whole);
	if (rc == SS_PLUGIN_SUCCESS) out->u32 = whole.u32;
	return rc;
}

static void pk_fill_table(struct good_state *state, ss_plugin_table_input *input) {
	good_fill_table(state, input);
	state->table.reader.read_entry_field = read_half;
	input->reader.read_entry_field = read_half;
}
