/* SPDX-License-Identifier: Apache-2.0 */
/* Writes the text of an event over the values of its fields. */
#define PK_OVERRIDE_EVENT_TO_STRING
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT const char *plugin_event_to_string(ss_plugin_t *s, const ss_plugin_event_input *evt) {
	struct good_state *state = good_state_of(s);
	if (state->nresults > 0) memset(state->results[0].text[0], 'x', sizeof state->results[0].text[0] - 1);
	return good_event_to_string(state, evt);
}
