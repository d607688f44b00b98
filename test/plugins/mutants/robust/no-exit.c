/* SPDX-License-Identifier: Apache-2.0 */
/* Ends the process when it cannot go on. */
#define PK_OVERRIDE_OPEN
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_instance_t *plugin_open(ss_plugin_t *s, const char *params, ss_plugin_rc *rc) {
	(void)s;
	(void)params;
	*rc = SS_PLUGIN_FAILURE;
	exit(4);
}
