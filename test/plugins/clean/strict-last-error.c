/* SPDX-License-Identifier: Apache-2.0 */
/* Ends the process if it is asked for an error when there was none, as the Go SDK does. */
#define PK_OVERRIDE_GET_LAST_ERROR
#include "../good/good.c"

FALCO_PLUGIN_EXPORT const char *plugin_get_last_error(ss_plugin_t *s) {
	struct good_state *state = good_state_of(s);
	if (state == NULL || state->error[0] == '\0') abort();
	const char *text = good_get_last_error(state);
	state->error[0] = '\0';
	return text;
}
