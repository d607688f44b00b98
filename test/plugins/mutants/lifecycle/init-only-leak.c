/* SPDX-License-Identifier: Apache-2.0 */
/* Opens a file in each init and keeps it. */
#define PK_OVERRIDE_INIT
#include "../../good/good.c"
#include <fcntl.h>

FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	if (open("/dev/null", O_RDONLY | O_CLOEXEC) < 0) *rc = SS_PLUGIN_FAILURE;
	return good_handle_of(good_init(input, rc));
}
