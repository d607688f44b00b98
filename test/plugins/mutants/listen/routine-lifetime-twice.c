/* SPDX-License-Identifier: Apache-2.0 */
/* Unsubscribes twice. */
#define GOOD_LISTEN 1
#define PK_OVERRIDE_CAPTURE_CLOSE
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_capture_close(ss_plugin_t *s, const ss_plugin_capture_listen_input *in) {
	struct good_state *state = good_state_of(s);
	if (state->routine != NULL) in->routine->unsubscribe(in->owner, state->routine);
	good_capture_close(state, in);
	return SS_PLUGIN_SUCCESS;
}
