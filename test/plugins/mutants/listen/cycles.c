/* SPDX-License-Identifier: Apache-2.0 */
/* Opens a capture once. */
#define GOOD_LISTEN 1
#define PK_OVERRIDE_CAPTURE_OPEN
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_capture_open(ss_plugin_t *s, const ss_plugin_capture_listen_input *in) {
	static struct good_state *opened;
	struct good_state *state = good_state_of(s);
	if (opened == state && state->events > 0) return pk_fail(state, "capture is open");
	opened = state;
	return good_capture_open(state, in);
}
