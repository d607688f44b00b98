/* SPDX-License-Identifier: Apache-2.0 */
/* Gives an address as text. */
#define PK_OVERRIDE_EXTRACT_FIELD
#include "../../good/good.c"

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	good_extract_field(state, evt, request, result);
	if (strcmp(request->field, "good.ip") != 0 || request->res_len == 0) return;
	static const char text[] = "10.0.0.1";
	result->buf.ptr = text;
	result->buf.len = sizeof text - 1;
}
