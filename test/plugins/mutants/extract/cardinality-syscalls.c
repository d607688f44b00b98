/* SPDX-License-Identifier: Apache-2.0 */
/* Returns two values of a field that is no list, for system calls and without events that the author gave. */
#define PK_OVERRIDE_EXTRACT_FIELD
#include "../../clean/syscall-fields.c"

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	good_extract_field(state, evt, request, result);
	if (strcmp(request->field, "good.user") != 0 || request->res_len != 1) return;
	result->str[1] = result->str[0];
	request->res_len = 2;
}
