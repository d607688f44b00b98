/* SPDX-License-Identifier: Apache-2.0 */
/* Sends an event for what it parses, whether there is a handler or not. */
#define GOOD_ASYNC 1
#define GOOD_PARSE 1
#define PK_OVERRIDE_PARSE_EVENT
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_parse_event(ss_plugin_t *s, const ss_plugin_event_input *evt,
                                                    const ss_plugin_event_parse_input *in) {
	struct good_state *state = good_state_of(s);
	good_send_tick(state, state->async_owner, state->async_handler);
	return good_parse_event(state, evt, in);
}
