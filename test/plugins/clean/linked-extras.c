/* SPDX-License-Identifier: Apache-2.0 */
/* A source that exports optional functions of extraction, which it has not: the Go SDK does so. */
#define GOOD_EXTRACT 0
#include "../good/good.c"

FALCO_PLUGIN_EXPORT uint16_t *plugin_get_extract_event_types(uint32_t *n, ss_plugin_t *s) {
	(void)s;
	return good_get_extract_event_types(n);
}

FALCO_PLUGIN_EXPORT const char *plugin_get_extract_event_sources(void) {
	return "[]";
}
