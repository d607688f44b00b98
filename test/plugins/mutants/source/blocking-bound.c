/* SPDX-License-Identifier: Apache-2.0 */
/* Says at once that there is no event, again and again. */
#define PK_OVERRIDE_NEXT_BATCH
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *n,
                                                   ss_plugin_event ***evts) {
	ss_plugin_rc rc = good_next_batch(good_state_of(s), h, n, evts);
	return rc == SS_PLUGIN_EOF ? SS_PLUGIN_TIMEOUT : rc;
}
