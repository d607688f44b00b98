/* SPDX-License-Identifier: Apache-2.0 */
/* Can be open once at a time, like a plugin that listens on a port. */
#define PK_OVERRIDE_OPEN
#include "../good/good.c"

FALCO_PLUGIN_EXPORT ss_instance_t *plugin_open(ss_plugin_t *s, const char *params, ss_plugin_rc *rc) {
	struct good_state *state = good_state_of(s);
	if (state->open_streams == 0) return good_open(state, params, rc);
	*rc = good_fail(state, "open: address already in use");
	return NULL;
}
