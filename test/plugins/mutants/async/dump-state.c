/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps the handler of a dump and uses it later. */
#define GOOD_ASYNC 1
#define PK_OVERRIDE_DUMP_STATE
#define PK_OVERRIDE_NEXT_BATCH
#include "../../good/good.c"

static ss_plugin_owner_t *dump_owner;
static ss_plugin_async_event_handler_t dump_handler;

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_dump_state(ss_plugin_t *s, ss_plugin_owner_t *owner,
                                                   const ss_plugin_async_event_handler_t handler) {
	dump_owner = owner;
	dump_handler = handler;
	return good_dump_state(good_state_of(s), owner, handler);
}

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *n,
                                                   ss_plugin_event ***evts) {
	if (dump_handler != NULL) good_send_tick(good_state_of(s), dump_owner, dump_handler);
	return good_next_batch(good_state_of(s), h, n, evts);
}
