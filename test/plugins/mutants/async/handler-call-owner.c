/* SPDX-License-Identifier: Apache-2.0 */
/* Calls the handler with its own state in place of the owner. */
#define GOOD_ASYNC 1
#define PK_OVERRIDE_START_ASYNC
#include "../../good/good.c"

static ss_plugin_rc pk_start_async(struct good_state *state, ss_plugin_owner_t *owner,
                                   ss_plugin_async_event_handler_t handler) {
	(void)owner;
	return good_start_async(state, (ss_plugin_owner_t *)state, handler);
}
