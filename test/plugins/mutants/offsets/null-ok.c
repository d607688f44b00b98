/* SPDX-License-Identifier: Apache-2.0 */
/* Gives the place of a value for the value when it is asked for places. */
#define PK_OVERRIDE_EXTRACT_FIELDS
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_extract_fields(ss_plugin_t *s, const ss_plugin_event_input *evt,
                                                       const ss_plugin_field_extract_input *in) {
	struct good_state *state = good_state_of(s);
	ss_plugin_rc rc = good_extract_fields(state, evt, in);
	bool number = strcmp(in->fields[0].field, "good.seq") == 0 && in->fields[0].res_len == 1;
	if (in->value_offsets != NULL && number) state->results[0].u64 = state->results[0].start;
	return rc;
}
