/* SPDX-License-Identifier: Apache-2.0 */
/* Answers SS_PLUGIN_TIMEOUT with events, and between them without. */
#define PK_OVERRIDE_NEXT_BATCH
#include "../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *n,
                                                   ss_plugin_event ***evts) {
	struct good_instance *instance = h;
	if (instance->calls % 2 == 1 && atomic_load(&instance->produced) < instance->count) {
		instance->calls++;
		*n = 0;
		*evts = instance->events;
		return SS_PLUGIN_TIMEOUT;
	}
	ss_plugin_rc rc = good_next_batch(good_state_of(s), instance, n, evts);
	return rc == SS_PLUGIN_SUCCESS ? SS_PLUGIN_TIMEOUT : rc;
}
