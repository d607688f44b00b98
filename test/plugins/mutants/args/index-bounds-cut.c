/* SPDX-License-Identifier: Apache-2.0 */
/* Cuts the index to 32 bits. */
#define PK_OVERRIDE_EXTRACT_FIELD
#include "../../good/good.c"

static const char *const colours[2] = {"red", "green"};

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	uint32_t index = (uint32_t)request->arg_index;
	if (strcmp(request->field, "good.item") != 0) {
		good_extract_field(state, evt, request, result);
	} else if (index < 2) {
		snprintf(result->text[0], GOOD_TEXT_MAX, "%s", colours[index]);
		result->str[0] = result->text[0];
		request->res.str = result->str;
		request->res_len = 1;
	}
}
