/* SPDX-License-Identifier: Apache-2.0 */
/* Ends the thread of the host in the middle of a call. */
#define PK_OVERRIDE_EXTRACT_FIELDS
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_extract_fields(ss_plugin_t *s, const ss_plugin_event_input *evt,
                                                       const ss_plugin_field_extract_input *in) {
	(void)s;
	(void)evt;
	(void)in;
	pthread_exit(NULL);
}
