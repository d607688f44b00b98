/* SPDX-License-Identifier: Apache-2.0 */
/* Lets the producer run on for a second after it was to stop. */
#define GOOD_ASYNC 1
#define PK_OVERRIDE_START_ASYNC
#define PK_OVERRIDE_STOP_ASYNC
#include "../../good/good.c"

struct producer {
	ss_plugin_owner_t *owner;
	ss_plugin_async_event_handler_t handler;
};

static void *produce(void *argument) {
	struct producer *producer = argument;
	struct timespec period = {0, 20 * 1000000L};
	for (uint64_t n = 0; n < 50; n++) {
		_Alignas(8) char event[GOOD_TICK_MAX];
		char error[PLUGIN_MAX_ERRLEN] = "";
		good_write_tick(n, event);
		producer->handler(producer->owner, (const ss_plugin_event *)event, error);
		nanosleep(&period, NULL);
	}
	free(producer);
	return NULL;
}

static ss_plugin_rc pk_start_async(struct good_state *state, ss_plugin_owner_t *owner,
                                   ss_plugin_async_event_handler_t handler) {
	struct producer *producer = malloc(sizeof *producer);
	if (producer == NULL) return pk_fail(state, "async: no memory");
	*producer = (struct producer){owner, handler};
	pthread_create(&state->async_thread, NULL, produce, producer);
	pthread_detach(state->async_thread);
	return SS_PLUGIN_SUCCESS;
}

static void pk_stop_async(struct good_state *state) {
	(void)state;
}
