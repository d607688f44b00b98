/* SPDX-License-Identifier: Apache-2.0 */
/* Gives the progress in millionths. */
#define PK_OVERRIDE_GET_PROGRESS
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT const char *plugin_get_progress(ss_plugin_t *s, ss_instance_t *h, uint32_t *pct) {
	const char *text = good_get_progress(good_state_of(s), h, pct);
	*pct *= 100;
	return text;
}
