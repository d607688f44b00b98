/* SPDX-License-Identifier: Apache-2.0 */
/* A live source: it never ends. */
#define PK_OVERRIDE_OPEN
#define PK_OVERRIDE_GET_PROGRESS
#include "../good/good.c"

FALCO_PLUGIN_EXPORT ss_instance_t *plugin_open(ss_plugin_t *s, const char *params, ss_plugin_rc *rc) {
	struct good_instance *instance = good_open(good_state_of(s), params, rc);
	if (instance != NULL) instance->count = UINT64_MAX;
	return instance;
}

/* A live source does not know how much is left. */
FALCO_PLUGIN_EXPORT const char *plugin_get_progress(ss_plugin_t *s, ss_instance_t *h, uint32_t *pct) {
	(void)s;
	(void)h;
	*pct = 0;
	return NULL;
}
