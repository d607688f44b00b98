/* SPDX-License-Identifier: Apache-2.0 */
/* Closes a descriptor that its host has opened. */
#define PK_OVERRIDE_CLOSE
#include "../../good/good.c"

#include <unistd.h>

FALCO_PLUGIN_EXPORT void plugin_close(ss_plugin_t *s, ss_instance_t *h) {
	close(STDERR_FILENO + 1);
	good_close(good_state_of(s), h);
}
