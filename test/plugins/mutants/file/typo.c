/* SPDX-License-Identifier: Apache-2.0 */
/* The final s of plugin_get_extract_event_sources is missing, so Falco never asks for the list. */
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT const char *plugin_get_extract_event_source(void);
const char *plugin_get_extract_event_source(void) {
	return "[\"good\"]";
}
