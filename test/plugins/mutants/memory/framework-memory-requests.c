/* SPDX-License-Identifier: Apache-2.0 */
/* Clears one request more than there is. */
#define PK_OVERRIDE_EXTRACT_FIELDS
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_extract_fields(ss_plugin_t *s, const ss_plugin_event_input *evt,
                                                       const ss_plugin_field_extract_input *in) {
	for (uint32_t i = 0; i <= in->num_fields; i++) in->fields[i].res_len = 0;
	return good_extract_fields(good_state_of(s), evt, in);
}
