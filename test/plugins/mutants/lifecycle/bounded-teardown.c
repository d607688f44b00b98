/* SPDX-License-Identifier: Apache-2.0 */
/* Waits in close for a reader that waits for its first call. */
#define PK_OVERRIDE_CLOSE
#include "../../good/good.c"
#include <unistd.h>

FALCO_PLUGIN_EXPORT void plugin_close(ss_plugin_t *s, ss_instance_t *h) {
	struct good_instance *instance = h;
	while (instance != NULL && atomic_load(&instance->produced) == 0) usleep(1000);
	good_close(good_state_of(s), h);
}
