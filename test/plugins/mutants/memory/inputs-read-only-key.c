/* SPDX-License-Identifier: Apache-2.0 */
/* Clears arg_present of the request once it has read it. */
#define PK_OVERRIDE_EXTRACT_FIELD
#include "../../good/good.c"

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	good_extract_field(state, evt, request, result);
	request->arg_present = 0;
}
