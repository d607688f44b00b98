/* SPDX-License-Identifier: Apache-2.0 */
/* Has no text for a failure. */
#define PK_OVERRIDE_GET_LAST_ERROR
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT const char *plugin_get_last_error(ss_plugin_t *s) {
	(void)s;
	return NULL;
}
