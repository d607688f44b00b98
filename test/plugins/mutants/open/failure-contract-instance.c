/* SPDX-License-Identifier: Apache-2.0 */
/* Returns an instance from a failed open. */
#define PK_OVERRIDE_OPEN
#define PK_OVERRIDE_CLOSE
#include "../../good/good.c"

static char nothing;

FALCO_PLUGIN_EXPORT ss_instance_t *plugin_open(ss_plugin_t *s, const char *params, ss_plugin_rc *rc) {
	struct good_instance *instance = good_open(good_state_of(s), params, rc);
	return *rc == SS_PLUGIN_SUCCESS ? (ss_instance_t *)instance : (ss_instance_t *)&nothing;
}

FALCO_PLUGIN_EXPORT void plugin_close(ss_plugin_t *s, ss_instance_t *h) {
	if ((char *)h != &nothing) good_close(good_state_of(s), h);
}
