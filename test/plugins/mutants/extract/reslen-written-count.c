/* SPDX-License-Identifier: Apache-2.0 */
/* Returns how many fields it answered, in place of a result code. */
#define PK_OVERRIDE_EXTRACT_FIELDS
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_extract_fields(ss_plugin_t *s, const ss_plugin_event_input *evt,
                                                       const ss_plugin_field_extract_input *in) {
	ss_plugin_rc rc = good_extract_fields(good_state_of(s), evt, in);
	return rc == SS_PLUGIN_SUCCESS ? (ss_plugin_rc)in->num_fields : rc;
}
