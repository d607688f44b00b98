/* SPDX-License-Identifier: Apache-2.0 */
/* A function of the API before 1.0, which no Falco calls any more. */
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT uint32_t plugin_get_type(void);
uint32_t plugin_get_type(void) {
	return 1;
}
