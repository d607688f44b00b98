/* SPDX-License-Identifier: Apache-2.0 */
/* A thread of the plugin dies some time after open. */
#define PK_OVERRIDE_OPEN
#include "../../good/good.c"
#include <pthread.h>
#include <unistd.h>

static void *fault_later(void *unused) {
	usleep(100 * 1000);
	*(volatile int *)16 = 1;
	return unused;
}

FALCO_PLUGIN_EXPORT ss_instance_t *plugin_open(ss_plugin_t *s, const char *params, ss_plugin_rc *rc) {
	pthread_t thread;
	if (pthread_create(&thread, NULL, fault_later, NULL) == 0) pthread_detach(thread);
	return good_open(good_state_of(s), params, rc);
}
