/* SPDX-License-Identifier: Apache-2.0 */
/* Does not wait for its producer where that is in the handler. */
#define GOOD_ASYNC 1
#define PK_OVERRIDE_SEND_TICK
#define PK_OVERRIDE_START_ASYNC
#define PK_OVERRIDE_STOP_ASYNC
#include "../../good/good.c"

static atomic_bool inside, ended;

static ss_plugin_rc pk_send_tick(struct good_state *state, ss_plugin_owner_t *owner,
                                 ss_plugin_async_event_handler_t handler) {
	atomic_store(&inside, true);
	ss_plugin_rc rc = good_send_tick(state, owner, handler);
	atomic_store(&inside, false);
	return rc;
}

static void *produce(void *state) {
	good_async_main(state);
	atomic_store(&ended, true);
	return NULL;
}

static ss_plugin_rc pk_start_async(struct good_state *state, ss_plugin_owner_t *owner,
                                   ss_plugin_async_event_handler_t handler) {
	state->async_owner = owner;
	state->async_handler = handler;
	atomic_store(&state->async_stop, false);
	atomic_store(&ended, false);
	if (pthread_create(&state->async_thread, NULL, produce, state)) return pk_fail(state, "async: cannot start a thread");
	pthread_detach(state->async_thread);
	state->async_running = true;
	return SS_PLUGIN_SUCCESS;
}

static void pk_stop_async(struct good_state *state) {
	const struct timespec millisecond = {0, 1000000L};
	if (!state->async_running) return;
	atomic_store(&state->async_stop, true);
	state->async_running = false;
	for (int ms = 0; !atomic_load(&ended) && (ms < 10 || !atomic_load(&inside)); ms++) nanosleep(&millisecond, NULL);
}
