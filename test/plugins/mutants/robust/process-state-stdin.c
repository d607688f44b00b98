/* SPDX-License-Identifier: Apache-2.0 */
/* Closes the descriptor 0 for one that it has never opened. */
#define PK_OVERRIDE_CLOSE
#include "../../good/good.c"

#include <unistd.h>

FALCO_PLUGIN_EXPORT void plugin_close(ss_plugin_t *s, ss_instance_t *h) {
	static int descriptor;
	close(descriptor);
	good_close(good_state_of(s), h);
}
