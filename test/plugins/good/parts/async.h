/* SPDX-License-Identifier: Apache-2.0 */
/* Async events: a thread that sends a `tick` every GOOD_ASYNC_PERIOD_MS while a handler is set. */
#ifndef GOOD_ASYNC_H
#define GOOD_ASYNC_H

#include <signal.h>
#include <time.h>

#define GOOD_TICK_MAX 128

#if GOOD_ASYNC && !defined(GOOD_NEW_GLIBC)
/* glibc 2.34 gave these functions a new version when it moved them. The old version is the same function, and keeps the
 * plugin loadable on older hosts (link with libpthread.so.0). */
#if defined(__x86_64__)
#define GOOD_OLD(name) __asm__(".symver " #name "," #name "@GLIBC_2.2.5")
#elif defined(__aarch64__)
#define GOOD_OLD(name) __asm__(".symver " #name "," #name "@GLIBC_2.17")
#endif
GOOD_OLD(pthread_create);
GOOD_OLD(pthread_join);
#endif

GOOD_FN void good_write_tick(uint64_t n, char *at) {
	char data[32];
	int length = snprintf(data, sizeof data, "%llu", (unsigned long long)n);
	falco_async_event_write(at, "tick", data, (uint32_t)length);
}

GOOD_FN ss_plugin_rc good_send_tick(struct good_state *state, ss_plugin_owner_t *owner,
                                    ss_plugin_async_event_handler_t handler) {
	_Alignas(8) char event[GOOD_TICK_MAX];
	char error[PLUGIN_MAX_ERRLEN] = "";
	pk_write_tick(atomic_fetch_add(&state->ticks, 1), event);
	return handler(owner, (const ss_plugin_event *)event, error);
}

GOOD_FN void *good_async_main(void *argument) {
	struct good_state *state = argument;
	struct timespec period = {0, GOOD_ASYNC_PERIOD_MS * 1000000L};
	while (!atomic_load(&state->async_stop)) {
		/* A tick that the host refuses is lost; the next one may do. */
		pk_send_tick(state, state->async_owner, state->async_handler);
		nanosleep(&period, NULL);
	}
	return NULL;
}

GOOD_FN ss_plugin_rc good_start_async(struct good_state *state, ss_plugin_owner_t *owner,
                                      ss_plugin_async_event_handler_t handler) {
	sigset_t all, before;
	state->async_owner = owner;
	state->async_handler = handler;
	atomic_store(&state->async_stop, false);
	/* The thread inherits the mask: the host's signals are for the host's threads. */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	int failed = pthread_create(&state->async_thread, NULL, good_async_main, state);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (failed) return pk_fail(state, "async: cannot start a thread");
	state->async_running = true;
	return SS_PLUGIN_SUCCESS;
}

GOOD_FN void good_stop_async(struct good_state *state) {
	if (!state->async_running) return;
	atomic_store(&state->async_stop, true);
	pthread_join(state->async_thread, NULL);
	state->async_running = false;
}

GOOD_FN ss_plugin_rc good_set_async_event_handler(struct good_state *state, ss_plugin_owner_t *owner,
                                                  ss_plugin_async_event_handler_t handler) {
	pk_stop_async(state);
	return handler == NULL ? SS_PLUGIN_SUCCESS : pk_start_async(state, owner, handler);
}

GOOD_FN ss_plugin_rc good_dump_state(struct good_state *state, ss_plugin_owner_t *owner,
                                     ss_plugin_async_event_handler_t handler) {
	if (pk_send_tick(state, owner, handler) == SS_PLUGIN_SUCCESS) return SS_PLUGIN_SUCCESS;
	return pk_fail(state, "dump: the host refused the event");
}

#endif
