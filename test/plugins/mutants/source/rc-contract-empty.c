/* SPDX-License-Identifier: Apache-2.0 */
/* Returns success without an event before the end. */
#define PK_OVERRIDE_NEXT_BATCH
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *n,
                                                  ss_plugin_event ***evts) {
	struct good_instance *instance = h;
	if (instance->calls == 3) {
		instance->calls++;
		*n = 0;
		return SS_PLUGIN_SUCCESS;
	}
	return good_next_batch(good_state_of(s), instance, n, evts);
}
