/* SPDX-License-Identifier: Apache-2.0 */
/* Drops the last batch where it is not full. */
#define PK_OVERRIDE_NEXT_BATCH
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *n,
                                                  ss_plugin_event ***evts) {
	struct good_instance *instance = h;
	ss_plugin_rc rc = good_next_batch(good_state_of(s), instance, n, evts);
	if (rc == SS_PLUGIN_EOF) *n = 0;
	return rc;
}
