/* SPDX-License-Identifier: Apache-2.0 */
/* Uses arg_index without a look at arg_present. */
#define PK_OVERRIDE_EXTRACT_FIELD
#include "../../good/good.c"

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	ss_plugin_extract_field asked = *request;
	if (strcmp(request->field, "good.any") == 0) asked.arg_present = 1;
	good_extract_field(state, evt, &asked, result);
	request->res = asked.res;
	request->res_len = asked.res_len;
}
