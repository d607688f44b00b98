/* SPDX-License-Identifier: Apache-2.0 */
/* Each process has the fields in another order. */
#include "stable-order.h"

FALCO_PLUGIN_EXPORT const char *plugin_get_fields(void) {
	return fields_in_order((uint32_t)getpid());
}
