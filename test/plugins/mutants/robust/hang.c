/* SPDX-License-Identifier: Apache-2.0 */
/* Spins for one key of a field's argument. */
#define PK_OVERRIDE_EXTRACT_FIELD
#include "../../good/good.c"

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	volatile int spinning = request->arg_key != NULL && strcmp(request->arg_key, "id") == 0;
	while (spinning) continue;
	good_extract_field(state, evt, request, result);
}
