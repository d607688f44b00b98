/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps a descriptor for as long as the library is loaded, and longer. */
#define PK_OVERRIDE_OPEN
#include "../../good/good.c"
#include <sys/eventfd.h>

FALCO_PLUGIN_EXPORT ss_instance_t *plugin_open(ss_plugin_t *s, const char *params, ss_plugin_rc *rc) {
	static int kept = -1;
	if (kept < 0) kept = eventfd(0, EFD_CLOEXEC);
	return good_open(good_state_of(s), params, rc);
}
