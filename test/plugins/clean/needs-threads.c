/* SPDX-License-Identifier: Apache-2.0 */
/* Cannot do without the host's thread table. */
#define GOOD_PARSE 1
#define PK_OVERRIDE_USE_TABLES
#include "../good/good.c"

static ss_plugin_rc pk_use_tables(struct good_state *state, const ss_plugin_init_tables_input *tables) {
	ss_plugin_rc rc = good_use_tables(state, tables);
	if (rc == SS_PLUGIN_SUCCESS && state->threads == NULL) return good_fail(state, "init: the host has no thread table");
	return rc;
}
