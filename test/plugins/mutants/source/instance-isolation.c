/* SPDX-License-Identifier: Apache-2.0 */
/* Has one place for the events of all instances. */
#define PK_OVERRIDE_NEXT_BATCH
#include "../../good/good.c"

static char slots[GOOD_BATCH * GOOD_SLOT];

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *n,
                                                   ss_plugin_event ***evts) {
	struct good_instance *instance = h;
	ss_plugin_rc rc = good_next_batch(good_state_of(s), instance, n, evts);
	memcpy(slots, instance->slots, sizeof slots);
	for (uint32_t i = 0; i < *n; i++) instance->events[i] = (ss_plugin_event *)(slots + (size_t)i * GOOD_SLOT);
	return rc;
}
