/* SPDX-License-Identifier: Apache-2.0 */
/* Gives an event as two lines. */
#define PK_OVERRIDE_EVENT_TO_STRING
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT const char *plugin_event_to_string(ss_plugin_t *s, const ss_plugin_event_input *evt) {
	(void)s;
	(void)evt;
	return "an event\nof two lines";
}
