/* SPDX-License-Identifier: Apache-2.0 */
/* Reads tables through the functions that init was given, in later calls too. */
#define GOOD_PARSE 1
#define PK_OVERRIDE_USE_TABLES
#define PK_OVERRIDE_READ_THREAD
#include "../../good/good.c"

static const ss_plugin_table_reader_vtable_ext *kept;

static ss_plugin_rc pk_use_tables(struct good_state *state, const ss_plugin_init_tables_input *tables) {
	kept = tables->reader_ext;
	return good_use_tables(state, tables);
}

static void pk_read_thread(struct good_state *state, const ss_plugin_event *evt, const ss_plugin_event_parse_input *in) {
	ss_plugin_event_parse_input other = *in;
	other.table_reader_ext = (ss_plugin_table_reader_vtable_ext *)kept;
	good_read_thread(state, evt, &other);
}
