/* SPDX-License-Identifier: Apache-2.0 */
/* Changes the umask when it is opened. */
#define PK_OVERRIDE_OPEN
#include "../../good/good.c"

#include <sys/stat.h>

FALCO_PLUGIN_EXPORT ss_instance_t *plugin_open(ss_plugin_t *s, const char *params, ss_plugin_rc *rc) {
	umask(0);
	return good_open(good_state_of(s), params, rc);
}
