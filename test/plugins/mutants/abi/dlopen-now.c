/* SPDX-License-Identifier: Apache-2.0 */
/* A path that never runs calls a function that is defined nowhere. */
#define PK_OVERRIDE_GET_DESCRIPTION
#include "../../good/good.c"

const char *describe_as_nobody_does(void);

FALCO_PLUGIN_EXPORT const char *plugin_get_description(void) {
	if (getenv("NEVER_SET_BY_ANYONE") != NULL) return describe_as_nobody_does();
	return GOOD_DESCRIPTION;
}
