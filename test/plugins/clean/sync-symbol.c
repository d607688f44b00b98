/* SPDX-License-Identifier: Apache-2.0 */
/* Exports one name with the API's prefix that is not API: the Go SDK does so. */
#include "../good/good.c"

FALCO_PLUGIN_EXPORT int32_t plugin_extract_fields_sync(void);

FALCO_PLUGIN_EXPORT int32_t plugin_extract_fields_sync(void) {
	return SS_PLUGIN_SUCCESS;
}
