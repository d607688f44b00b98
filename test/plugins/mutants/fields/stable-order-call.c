/* SPDX-License-Identifier: Apache-2.0 */
/* Each call gives the fields in another order. */
#include "stable-order.h"

FALCO_PLUGIN_EXPORT const char *plugin_get_fields(void) {
	static uint32_t calls;
	return fields_in_order(calls++);
}
