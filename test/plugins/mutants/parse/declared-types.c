/* SPDX-License-Identifier: Apache-2.0 */
/* Takes the payload of every event to have a first byte. */
#define GOOD_PARSE 1
#define PK_OVERRIDE_PARSE_EVENT
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_parse_event(ss_plugin_t *s, const ss_plugin_event_input *evt,
                                                    const ss_plugin_event_parse_input *in) {
	static const char none[1];
	const uint32_t *lengths = (const uint32_t *)((const char *)evt->evt + 26);
	const char *payload = lengths[1] > 0 ? none : NULL;
	if (*(volatile const char *)payload != 0) return SS_PLUGIN_FAILURE;
	return good_parse_event(good_state_of(s), evt, in);
}
