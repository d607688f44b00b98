/* SPDX-License-Identifier: Apache-2.0 */
/* A plugin without state: init gives NULL and SS_PLUGIN_SUCCESS, which the API allows. */
#define PK_OVERRIDE_INIT
#define GOOD_EXTRACT 0
#define GOOD_SCHEMA NULL
#define GOOD_SCHEMA_TYPE SS_PLUGIN_SCHEMA_NONE
#include "../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	(void)input;
	*rc = SS_PLUGIN_SUCCESS;
	return NULL;
}
