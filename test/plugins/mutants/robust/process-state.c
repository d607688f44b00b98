/* SPDX-License-Identifier: Apache-2.0 */
/* Ignores SIGTERM. */
#define PK_OVERRIDE_INIT
#include "../../good/good.c"

#include <signal.h>

FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	signal(SIGTERM, SIG_IGN);
	return good_init(input, rc);
}
