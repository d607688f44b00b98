/* SPDX-License-Identifier: Apache-2.0 */
/* Writes eight bytes where there are four. */
#define PK_OVERRIDE_NEXT_BATCH
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *n,
                                                   ss_plugin_event ***evts) {
	uint64_t count = 0;
	ss_plugin_rc rc = good_next_batch(good_state_of(s), h, (uint32_t *)&count, evts);
	memcpy((void *)n, &count, sizeof count);
	return rc;
}
