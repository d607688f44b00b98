/* SPDX-License-Identifier: Apache-2.0 */
/* Extraction follows what parse_event left. */
#define GOOD_PARSE 1
#define PK_OVERRIDE_PARSE_EVENT
#define PK_OVERRIDE_EXTRACT_FIELD
#include "../../good/good.c"

static struct seen {
	struct good_state *state;
	uint64_t *events;
} seen;

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_parse_event(ss_plugin_t *s, const ss_plugin_event_input *evt,
                                                    const ss_plugin_event_parse_input *in) {
	struct good_state *state = good_state_of(s);
	seen = (struct seen){state, &state->parsed};
	return good_parse_event(state, evt, in);
}

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	uint64_t *events = seen.state == state && state->parsed > 0 ? seen.events : NULL;
	if (*(volatile uint64_t *)events > 0) good_extract_field(state, evt, request, result);
}
