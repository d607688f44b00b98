/* SPDX-License-Identifier: Apache-2.0 */
/* Never stores the result of init. */
#define PK_OVERRIDE_INIT
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	ss_plugin_rc mine;
	(void)rc;
	return good_init(input, &mine);
}
