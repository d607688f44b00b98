/* SPDX-License-Identifier: Apache-2.0 */
/* Returns success for an unknown value without storing the number of values. */
#define PK_OVERRIDE_EXTRACT_FIELDS
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_extract_fields(ss_plugin_t *s, const ss_plugin_event_input *evt,
                                                       const ss_plugin_field_extract_input *in) {
	if (in->num_fields == 1 && strcmp(in->fields[0].field, "good.took") == 0) return SS_PLUGIN_SUCCESS;
	return good_extract_fields(good_state_of(s), evt, in);
}
