/* SPDX-License-Identifier: Apache-2.0 */
/* Stops its async events for the new configuration, and does not start them again. */
#define GOOD_ASYNC 1
#define GOOD_SET_CONFIG 1
#define PK_OVERRIDE_SET_CONFIG
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_set_config(ss_plugin_t *s, const ss_plugin_set_config_input *in) {
	pk_stop_async(good_state_of(s));
	return good_set_config(good_state_of(s), in);
}
