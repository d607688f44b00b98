/* SPDX-License-Identifier: Apache-2.0 */
/* Sends no more once the host has refused an event. */
#define GOOD_ASYNC 1
#define PK_OVERRIDE_SEND_TICK
#include "../../good/good.c"

static ss_plugin_rc pk_send_tick(struct good_state *state, ss_plugin_owner_t *owner,
                                 ss_plugin_async_event_handler_t handler) {
	ss_plugin_rc rc = good_send_tick(state, owner, handler);
	if (rc != SS_PLUGIN_SUCCESS) atomic_store(&state->async_stop, true);
	return rc;
}
