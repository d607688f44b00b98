/* SPDX-License-Identifier: Apache-2.0 */
/* Leaves a thread behind each time. */
#define GOOD_ASYNC 1
#define PK_OVERRIDE_START_ASYNC
#include "../../good/good.c"
#include <unistd.h>

static void *wait_for_ever(void *argument) {
	pause();
	return argument;
}

static ss_plugin_rc pk_start_async(struct good_state *state, ss_plugin_owner_t *owner,
                                   ss_plugin_async_event_handler_t handler) {
	pthread_t thread;
	if (pthread_create(&thread, NULL, wait_for_ever, NULL) == 0) pthread_detach(thread);
	return good_start_async(state, owner, handler);
}
