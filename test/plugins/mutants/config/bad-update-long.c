/* SPDX-License-Identifier: Apache-2.0 */
/* Copies a new configuration to a buffer that is too small for a long one. */
#define GOOD_SET_CONFIG 1
#define PK_OVERRIDE_SET_CONFIG
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_set_config(ss_plugin_t *s, const ss_plugin_set_config_input *in) {
	char copy[2048];
	/* What strcpy does in a hardened build. */
	if (in->config != NULL && strlen(in->config) >= sizeof copy) abort();
	snprintf(copy, sizeof copy, "%s", in->config != NULL ? in->config : "");
	ss_plugin_set_config_input own = {copy};
	return good_set_config(good_state_of(s), &own);
}
