/* SPDX-License-Identifier: Apache-2.0 */
/* Uses OTHER_FUNCTION, a function of a library given to the linker (a stub of the test), on a path that is never taken. */
#define PK_OVERRIDE_GET_CONTACT
#include "../../good/good.c"

extern int OTHER_FUNCTION(void);

static volatile int rarely;

FALCO_PLUGIN_EXPORT const char *plugin_get_contact(void) {
	return rarely && OTHER_FUNCTION() ? "" : GOOD_CONTACT;
}
