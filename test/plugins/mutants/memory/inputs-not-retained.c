/* SPDX-License-Identifier: Apache-2.0 */
/* Reads the configuration of init in next_batch. */
#define PK_OVERRIDE_INIT
#define PK_OVERRIDE_NEXT_BATCH
#include "../../good/good.c"

static const char *config;

FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	config = input->config;
	return good_handle_of(good_init(input, rc));
}

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *n,
                                                   ss_plugin_event ***evts) {
	volatile char first = config[0];
	(void)first;
	return good_next_batch(good_state_of(s), h, n, evts);
}
