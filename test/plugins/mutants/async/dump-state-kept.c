/* SPDX-License-Identifier: Apache-2.0 */
/* Goes on with the handler that dump_state was given. */
#define GOOD_ASYNC 1
#define PK_OVERRIDE_DUMP_STATE
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_dump_state(ss_plugin_t *s, ss_plugin_owner_t *owner,
                                                   const ss_plugin_async_event_handler_t handler) {
	struct good_state *state = good_state_of(s);
	state->async_owner = owner;
	state->async_handler = handler;
	return good_dump_state(state, owner, handler);
}
