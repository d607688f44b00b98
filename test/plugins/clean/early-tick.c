/* SPDX-License-Identifier: Apache-2.0 */
/* Sends its first async event before set_async_event_handler returned. */
#define GOOD_ASYNC 1
#define PK_OVERRIDE_START_ASYNC
#include "../good/good.c"

static ss_plugin_rc pk_start_async(struct good_state *state, ss_plugin_owner_t *owner,
                                   ss_plugin_async_event_handler_t handler) {
	good_send_tick(state, owner, handler);
	return good_start_async(state, owner, handler);
}
