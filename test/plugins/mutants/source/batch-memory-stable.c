/* SPDX-License-Identifier: Apache-2.0 */
/* Asking for the progress changes the events of the batch. */
#define PK_OVERRIDE_GET_PROGRESS
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT const char *plugin_get_progress(ss_plugin_t *s, ss_instance_t *h, uint32_t *pct) {
	struct good_instance *instance = h;
	instance->slots[PLUGIN_EVENT_PAYLOAD_OFFSET]++;
	return good_get_progress(good_state_of(s), instance, pct);
}
