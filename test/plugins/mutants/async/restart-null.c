/* SPDX-License-Identifier: Apache-2.0 */
/* Refuses to stop what does not run. */
#define GOOD_ASYNC 1
#define PK_OVERRIDE_SET_ASYNC_EVENT_HANDLER
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_set_async_event_handler(ss_plugin_t *s, ss_plugin_owner_t *owner,
                                                                const ss_plugin_async_event_handler_t handler) {
	struct good_state *state = good_state_of(s);
	if (handler == NULL && !state->async_running) return pk_fail(state, "async: not running");
	return good_set_async_event_handler(state, owner, handler);
}
