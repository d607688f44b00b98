/* SPDX-License-Identifier: Apache-2.0 */
/* Has one entry for each field that was asked for, in memory that goes on with something else. */
#define PK_OVERRIDE_EXTRACT_FIELDS
#include "../../good/good.c"

static struct {
	uint32_t start[1], after_start[8], length[1], after_length[8];
} offsets;

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_extract_fields(ss_plugin_t *s, const ss_plugin_event_input *evt,
                                                       const ss_plugin_field_extract_input *in) {
	struct good_state *state = good_state_of(s);
	ss_plugin_rc rc = good_extract_fields(state, evt, in);
	if (in->value_offsets == NULL) return rc;
	offsets.start[0] = state->results[0].start;
	offsets.length[0] = state->results[0].length;
	memset(offsets.after_start, 0x5a, sizeof offsets.after_start);
	memset(offsets.after_length, 0x5a, sizeof offsets.after_length);
	in->value_offsets->start = offsets.start;
	in->value_offsets->length = offsets.length;
	return rc;
}
