/* SPDX-License-Identifier: Apache-2.0 */
/* A thread that is left behind logs after destroy. */
#define PK_OVERRIDE_DESTROY
#include "../../good/good.c"

#include <unistd.h>

struct farewell {
	ss_plugin_owner_t *owner;
	ss_plugin_log_fn_t log;
};

static void *say_farewell(void *argument) {
	struct farewell *farewell = argument;
	usleep(100000);
	farewell->log(farewell->owner, NULL, "gone", SS_PLUGIN_LOG_SEV_INFO);
	free(farewell);
	return NULL;
}

FALCO_PLUGIN_EXPORT void plugin_destroy(ss_plugin_t *s) {
	struct good_state *state = good_state_of(s);
	struct farewell *farewell = malloc(sizeof *farewell);
	pthread_t thread;
	*farewell = (struct farewell){state->owner, state->log};
	if (pthread_create(&thread, NULL, say_farewell, farewell) == 0) pthread_detach(thread);
	good_destroy(state);
}
