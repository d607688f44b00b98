/* SPDX-License-Identifier: Apache-2.0 */
/* Can be opened twice in the life of the process. */
#define PK_OVERRIDE_OPEN
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_instance_t *plugin_open(ss_plugin_t *s, const char *params, ss_plugin_rc *rc) {
	static uint32_t times;
	if (++times <= 2) return good_open(good_state_of(s), params, rc);
	*rc = pk_fail(good_state_of(s), "open: too many streams");
	return NULL;
}
