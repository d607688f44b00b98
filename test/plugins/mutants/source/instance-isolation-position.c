/* SPDX-License-Identifier: Apache-2.0 */
/* Has one place in the input for all instances, which open sets to the beginning. */
#define PK_OVERRIDE_OPEN
#define PK_OVERRIDE_NEXT_BATCH
#include "../../good/good.c"

static uint64_t position;

FALCO_PLUGIN_EXPORT ss_instance_t *plugin_open(ss_plugin_t *s, const char *params, ss_plugin_rc *rc) {
	position = 0;
	return good_open(good_state_of(s), params, rc);
}

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *n,
                                                   ss_plugin_event ***evts) {
	struct good_instance *instance = h;
	atomic_store(&instance->produced, position);
	ss_plugin_rc rc = good_next_batch(good_state_of(s), instance, n, evts);
	position = atomic_load(&instance->produced);
	return rc;
}
