/* SPDX-License-Identifier: Apache-2.0 */
/* Gives its table no name. */
#define GOOD_PARSE 1
#define PK_OVERRIDE_FILL_TABLE
#include "../../good/good.c"

static void pk_fill_table(struct good_state *state, ss_plugin_table_input *input) {
	good_fill_table(state, input);
	input->name = NULL;
}
