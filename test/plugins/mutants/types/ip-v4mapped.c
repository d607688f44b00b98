/* SPDX-License-Identifier: Apache-2.0 */
/* Gives an IPv4 address in 16 bytes. */
#define PK_OVERRIDE_EXTRACT_FIELD
#include "../../good/good.c"

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	good_extract_field(state, evt, request, result);
	if (strcmp(request->field, "good.ip") != 0 || request->res_len == 0) return;
	memcpy(result->address + 12, result->address, 4);
	memset(result->address, 0, 10);
	memset(result->address + 10, 0xff, 2);
	result->buf.len = 16;
}
