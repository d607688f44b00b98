/* SPDX-License-Identifier: Apache-2.0 */
/* Brings a runtime along, as Go does: a thread from loading on that never ends, and handlers of signals that pass on to
 * what was there before. The library stays mapped (link with -z nodelete). */
#define GOOD_ASYNC 1
#include "../good/good.c"

#include <unistd.h>

static struct sigaction before;

static void *runtime_main(void *argument) {
	(void)argument;
	while (pause() == -1) continue;
	return NULL;
}

static void on_fault(int number, siginfo_t *info, void *context) {
	if (before.sa_flags & SA_SIGINFO) {
		before.sa_sigaction(number, info, context);
	} else if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN) {
		before.sa_handler(number);
	} else {
		sigaction(number, &before, NULL);
	}
}

__attribute__((constructor)) static void start_runtime(void) {
	pthread_t thread;
	struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART};
	sigset_t all, mask;
	sigaction(SIGSEGV, &action, &before);
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &mask);
	pthread_create(&thread, NULL, runtime_main, NULL);
	sigprocmask(SIG_SETMASK, &mask, NULL);
}
