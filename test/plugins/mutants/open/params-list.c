/* SPDX-License-Identifier: Apache-2.0 */
/* Never stores the result of list_open_params. */
#define PK_OVERRIDE_LIST_OPEN_PARAMS
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT const char *plugin_list_open_params(ss_plugin_t *s, ss_plugin_rc *rc) {
	(void)s;
	(void)rc;
	return GOOD_OPEN_PARAMS;
}
