/* SPDX-License-Identifier: Apache-2.0 */
/* The event source is NULL. */
#define PK_OVERRIDE_GET_EVENT_SOURCE
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT const char *plugin_get_event_source(void) {
	return NULL;
}
