/* SPDX-License-Identifier: Apache-2.0 */
/* plugin_get_name as a C++ compiler exports it without extern "C". */
#define PK_OVERRIDE_GET_NAME
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT const char *mangled_get_name(void) __asm__("_Z15plugin_get_namev");
const char *mangled_get_name(void) {
	return GOOD_NAME;
}
