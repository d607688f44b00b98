/* SPDX-License-Identifier: Apache-2.0 */
/* Has 64 bytes for an error, at the end of its last page. */
#define GOOD_ASYNC 1
#define PK_OVERRIDE_SEND_TICK
#include "../../good/good.c"

static __attribute__((noinline)) ss_plugin_rc pk_send_tick(struct good_state *state, ss_plugin_owner_t *owner,
                                                           ss_plugin_async_event_handler_t handler) {
	_Alignas(8) char event[GOOD_TICK_MAX];
	char error[64] = "";
	pk_write_tick(atomic_fetch_add(&state->ticks, 1), event);
	return handler(owner, (const ss_plugin_event *)event, error);
}
