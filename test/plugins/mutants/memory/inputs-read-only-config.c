/* SPDX-License-Identifier: Apache-2.0 */
/* Reads a new configuration in place: blanks become ends of texts. */
#define GOOD_SET_CONFIG 1
#define PK_OVERRIDE_SET_CONFIG
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_set_config(ss_plugin_t *s, const ss_plugin_set_config_input *in) {
	ss_plugin_rc rc = good_set_config(good_state_of(s), in);
	char *text = (char *)in->config;
	size_t length = text == NULL ? 0 : strlen(text);
	if (rc == SS_PLUGIN_SUCCESS && length > 0 && text[length - 1] == '}') text[length - 1] = '\0';
	return rc;
}
