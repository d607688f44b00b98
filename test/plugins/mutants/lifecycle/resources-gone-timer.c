/* SPDX-License-Identifier: Apache-2.0 */
/* Sets a timer for each open and never deletes one. */
#define PK_OVERRIDE_OPEN
#include "../../good/good.c"
#include <signal.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

FALCO_PLUGIN_EXPORT ss_instance_t *plugin_open(ss_plugin_t *s, const char *params, ss_plugin_rc *rc) {
	struct sigevent silent = {.sigev_notify = SIGEV_NONE};
	int timer;
	if (syscall(SYS_timer_create, CLOCK_MONOTONIC, &silent, &timer) != 0) *rc = SS_PLUGIN_FAILURE;
	return good_open(good_state_of(s), params, rc);
}
