/* SPDX-License-Identifier: Apache-2.0 */
/* Frees the events of a batch before it returns them. */
#define PK_OVERRIDE_NEXT_BATCH
#define GOOD_EXTRACT 0
#include "../../good/good.c"

#define BEFORE 64

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *n,
                                                   ss_plugin_event ***evts) {
	struct good_instance *instance = h;
	ss_plugin_rc rc = good_next_batch(good_state_of(s), instance, n, evts);
	char *block = malloc(BEFORE + (size_t)GOOD_BATCH * GOOD_SLOT);
	memcpy(block + BEFORE, instance->slots, (size_t)GOOD_BATCH * GOOD_SLOT);
	for (uint32_t i = 0; i < *n; i++) {
		instance->events[i] = (ss_plugin_event *)(block + BEFORE + (size_t)i * GOOD_SLOT);
	}
	free(block);
	return rc;
}
