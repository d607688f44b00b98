/* SPDX-License-Identifier: Apache-2.0 */
/* Starts its producer once in the life of the process. */
#define GOOD_ASYNC 1
#define PK_OVERRIDE_START_ASYNC
#include "../../good/good.c"

static ss_plugin_rc pk_start_async(struct good_state *state, ss_plugin_owner_t *owner,
                                   ss_plugin_async_event_handler_t handler) {
	static bool started;
	if (started) return SS_PLUGIN_SUCCESS;
	started = true;
	return good_start_async(state, owner, handler);
}
