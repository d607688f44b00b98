/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The good plugin with one function that does not return: -DPK_OVERRIDE_OPEN -DDEADLY=plugin_open and one of
 * -DBY_FAULT, -DBY_EXIT, -DBY_SPINNING. Without prototypes, since the function has whatever parameters it is called with.
 */
#define FALCO_PLUGIN_NO_PROTOTYPES
#include "../good/good.c"

FALCO_PLUGIN_EXPORT void *DEADLY(void) {
#ifdef BY_FAULT
	return *(void *volatile *)8;
#elif defined(BY_EXIT)
	exit(0);
#else
	for (volatile int spinning = 1; spinning;) continue;
	return NULL;
#endif
}
