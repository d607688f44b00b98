/* SPDX-License-Identifier: Apache-2.0 */
/* Exports set_config without an implementation: failure and no text, as the C++ SDK does. */
#define GOOD_SET_CONFIG 1
#define PK_OVERRIDE_SET_CONFIG
#include "../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_set_config(ss_plugin_t *s, const ss_plugin_set_config_input *in) {
	(void)in;
	return good_fail(good_state_of(s), "");
}
