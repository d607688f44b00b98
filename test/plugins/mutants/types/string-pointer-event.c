/* SPDX-License-Identifier: Apache-2.0 */
/* Gives the user where it stands in the event, where no NUL follows it. */
#define PK_OVERRIDE_EXTRACT_FIELD
#include "../../good/good.c"

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	good_extract_field(state, evt, request, result);
	if (strcmp(request->field, "good.user") != 0 || request->res_len == 0) return;
	result->str[0] = (const char *)evt->evt + result->start;
}
