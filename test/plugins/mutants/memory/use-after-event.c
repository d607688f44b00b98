/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps the last payload to compare with. */
#define PK_OVERRIDE_EXTRACT_FIELD
#include "../../good/good.c"

static const ss_plugin_event *last;

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	volatile uint64_t before = last != NULL ? last->ts : 0;
	(void)before;
	last = evt->evt;
	good_extract_field(state, evt, request, result);
}
