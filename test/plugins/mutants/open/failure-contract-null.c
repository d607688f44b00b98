/* SPDX-License-Identifier: Apache-2.0 */
/* Has NULL as the reason of a failed open. */
#define PK_OVERRIDE_GET_LAST_ERROR
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT const char *plugin_get_last_error(ss_plugin_t *s) {
	struct good_state *state = good_state_of(s);
	return strncmp(state->error, "open", 4) == 0 ? NULL : good_get_last_error(state);
}
