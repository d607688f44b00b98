/* SPDX-License-Identifier: Apache-2.0 */
/* Does not write the number of its event types. */
#define PK_OVERRIDE_GET_EXTRACT_EVENT_TYPES
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT uint16_t *plugin_get_extract_event_types(uint32_t *n, ss_plugin_t *s) {
	(void)n;
	(void)s;
	return NULL;
}
