/* SPDX-License-Identifier: Apache-2.0 */
/* Returns a schema without its type. */
#define PK_OVERRIDE_GET_INIT_SCHEMA
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT const char *plugin_get_init_schema(ss_plugin_schema_type *type) {
	(void)type;
	return GOOD_SCHEMA;
}
