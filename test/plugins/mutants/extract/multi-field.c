/* SPDX-License-Identifier: Apache-2.0 */
/* Has one place for the values of all fields of a call. */
#define PK_OVERRIDE_EXTRACT_FIELD
#include "../../good/good.c"

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	(void)result;
	good_extract_field(state, evt, request, &state->results[0]);
}
