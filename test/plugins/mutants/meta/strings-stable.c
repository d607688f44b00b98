/* SPDX-License-Identifier: Apache-2.0 */
/* Has another description once it is initialised. */
#define PK_OVERRIDE_GET_DESCRIPTION
#define PK_OVERRIDE_INIT
#include "../../good/good.c"

static bool initialised;

FALCO_PLUGIN_EXPORT const char *plugin_get_description(void) {
	return initialised ? GOOD_DESCRIPTION ", and is ready" : GOOD_DESCRIPTION;
}

FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	initialised = true;
	return good_init(input, rc);
}
