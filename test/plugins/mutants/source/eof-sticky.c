/* SPDX-License-Identifier: Apache-2.0 */
/* Goes on after the end of the stream. */
#define PK_OVERRIDE_NEXT_BATCH
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *n,
                                                  ss_plugin_event ***evts) {
	struct good_instance *instance = h;
	ss_plugin_rc rc = good_next_batch(good_state_of(s), instance, n, evts);
	if (rc == SS_PLUGIN_EOF) atomic_store(&instance->produced, 0);
	return rc;
}
