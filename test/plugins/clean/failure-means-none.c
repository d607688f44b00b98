/* SPDX-License-Identifier: Apache-2.0 */
/* Answers SS_PLUGIN_FAILURE where there is no value, as many plugins do. */
#define PK_OVERRIDE_EXTRACT_FIELDS
#include "../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_extract_fields(ss_plugin_t *s, const ss_plugin_event_input *evt,
                                                       const ss_plugin_field_extract_input *in) {
	ss_plugin_rc rc = good_extract_fields(good_state_of(s), evt, in);
	if (rc != SS_PLUGIN_SUCCESS) return rc;
	for (uint32_t i = 0; i < in->num_fields; i++) {
		if (in->fields[i].res_len != 0) return SS_PLUGIN_SUCCESS;
	}
	return good_fail(good_state_of(s), "no value");
}
