/* SPDX-License-Identifier: Apache-2.0 */
/* Counts offsets from the payload. */
#define PK_OVERRIDE_EXTRACT_FIELDS
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_extract_fields(ss_plugin_t *s, const ss_plugin_event_input *evt,
                                                       const ss_plugin_field_extract_input *in) {
	ss_plugin_rc rc = good_extract_fields(good_state_of(s), evt, in);
	for (uint32_t i = 0; in->value_offsets != NULL && i < in->num_fields; i++) {
		if (in->value_offsets->start[i] != 0) in->value_offsets->start[i] -= PLUGIN_EVENT_PAYLOAD_OFFSET;
	}
	return rc;
}
