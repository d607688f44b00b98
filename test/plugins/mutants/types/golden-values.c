/* SPDX-License-Identifier: Apache-2.0 */
/* The text of good.user is that of another member of the event. */
#define PK_OVERRIDE_EXTRACT_FIELD
#include "../../good/good.c"

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	if (strcmp(request->field, "good.user") != 0) {
		good_extract_field(state, evt, request, result);
		return;
	}
	struct good_call call = {.evt = evt->evt, .request = request, .result = result};
	call.payload = pk_read_payload(evt->evt, &call.length);
	if (call.payload != NULL) good_give_text(&call, good_find(call.payload, call.length, "ip"));
}
