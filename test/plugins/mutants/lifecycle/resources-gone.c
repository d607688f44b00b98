/* SPDX-License-Identifier: Apache-2.0 */
/* Leaves a descriptor behind for each open. */
#define PK_OVERRIDE_OPEN
#include "../../good/good.c"
#include <sys/eventfd.h>

FALCO_PLUGIN_EXPORT ss_instance_t *plugin_open(ss_plugin_t *s, const char *params, ss_plugin_rc *rc) {
	if (eventfd(0, EFD_CLOEXEC) < 0) *rc = SS_PLUGIN_FAILURE;
	return good_open(good_state_of(s), params, rc);
}
