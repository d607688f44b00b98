/* SPDX-License-Identifier: Apache-2.0 */
/* Ends the stream at a record that is too long. */
#define PK_OVERRIDE_NEXT_BATCH
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *n,
                                                   ss_plugin_event ***evts) {
	struct good_instance *instance = h;
	if (instance->calls < 2) return good_next_batch(good_state_of(s), instance, n, evts);
	*n = 0;
	*evts = NULL;
	return good_fail(good_state_of(s), "record of 300000 bytes is larger than 262144");
}
