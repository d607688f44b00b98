/* SPDX-License-Identifier: Apache-2.0 */
/* The name is NULL. */
#define PK_OVERRIDE_GET_NAME
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT const char *plugin_get_name(void) {
	return NULL;
}
