/* SPDX-License-Identifier: Apache-2.0 */
/* Never unsubscribes. */
#define GOOD_LISTEN 1
#define PK_OVERRIDE_CAPTURE_CLOSE
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_capture_close(ss_plugin_t *s, const ss_plugin_capture_listen_input *in) {
	(void)in;
	good_state_of(s)->routine = NULL;
	return SS_PLUGIN_SUCCESS;
}
