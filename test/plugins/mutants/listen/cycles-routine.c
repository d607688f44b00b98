/* SPDX-License-Identifier: Apache-2.0 */
/* Cannot do without the routine, which no Falco runs. */
#define GOOD_ASYNC 1
#define GOOD_LISTEN 1
#define PK_OVERRIDE_CAPTURE_OPEN
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_capture_open(ss_plugin_t *s, const ss_plugin_capture_listen_input *in) {
	struct good_state *state = good_state_of(s);
	ss_plugin_rc rc = good_capture_open(state, in);
	if (rc != SS_PLUGIN_SUCCESS || state->routine != NULL) return rc;
	return pk_fail(state, "capture: the host runs no routine");
}
