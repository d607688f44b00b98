/* SPDX-License-Identifier: Apache-2.0 */
/* Tells how much is left of a short stream, not how much was read. */
#define GOOD_DEFAULT_COUNT 200
#define PK_OVERRIDE_GET_PROGRESS
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT const char *plugin_get_progress(ss_plugin_t *s, ss_instance_t *h, uint32_t *pct) {
	const char *text = good_get_progress(good_state_of(s), h, pct);
	*pct = 10000 - *pct;
	return text;
}
