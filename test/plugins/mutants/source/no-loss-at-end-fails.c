/* SPDX-License-Identifier: Apache-2.0 */
/* Fails in the middle of its stream. */
#define PK_OVERRIDE_NEXT_BATCH
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *n,
                                                  ss_plugin_event ***evts) {
	struct good_instance *instance = h;
	if (instance->calls == 0) return good_next_batch(good_state_of(s), instance, n, evts);
	*n = 0;
	return pk_fail(good_state_of(s), "connection lost");
}
