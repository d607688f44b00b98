/* SPDX-License-Identifier: Apache-2.0 */
/* From the second time on, joins a thread that waits in recv. */
#define GOOD_ASYNC 1
#define PK_OVERRIDE_STOP_ASYNC
#include "../../good/good.c"
#include <sys/socket.h>

static void *receive(void *argument) {
	int pair[2];
	char byte;
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0) recv(pair[0], &byte, 1, 0);
	return argument;
}

static void pk_stop_async(struct good_state *state) {
	pthread_t thread;
	static _Thread_local struct good_state *stopped;
	bool running = state->async_running;
	good_stop_async(state);
	if (!running) return;
	if (stopped == state && pthread_create(&thread, NULL, receive, NULL) == 0) pthread_join(thread, NULL);
	stopped = state;
}
