/* SPDX-License-Identifier: Apache-2.0 */
/* Leaves a thread behind for each open. */
#define PK_OVERRIDE_OPEN
#include "../../good/good.c"
#include <unistd.h>

static void *wait_for_ever(void *argument) {
	pause();
	return argument;
}

FALCO_PLUGIN_EXPORT ss_instance_t *plugin_open(ss_plugin_t *s, const char *params, ss_plugin_rc *rc) {
	pthread_t thread;
	if (pthread_create(&thread, NULL, wait_for_ever, NULL) == 0) pthread_detach(thread);
	return good_open(good_state_of(s), params, rc);
}
