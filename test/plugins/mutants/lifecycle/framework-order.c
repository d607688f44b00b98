/* SPDX-License-Identifier: Apache-2.0 */
/* Takes it that the source is open when the capture opens. */
#define GOOD_LISTEN 1
#define PK_OVERRIDE_CAPTURE_OPEN
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_capture_open(ss_plugin_t *s, const ss_plugin_capture_listen_input *in) {
	struct good_state *state = good_state_of(s);
	if (atomic_load(&state->open_streams) == 0) abort();
	return good_capture_open(state, in);
}
