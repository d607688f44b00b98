/* SPDX-License-Identifier: Apache-2.0 */
/* Follows a pointer near NULL in a call. */
#define PK_OVERRIDE_EXTRACT_FIELDS
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_extract_fields(ss_plugin_t *s, const ss_plugin_event_input *evt,
                                                       const ss_plugin_field_extract_input *in) {
	(void)s;
	(void)evt;
	return in->fields[0].res_len == 1 ? SS_PLUGIN_SUCCESS : *(volatile ss_plugin_rc *)8;
}
