/* SPDX-License-Identifier: Apache-2.0 */
/* Holds a lock from one next_batch to the next. */
#define GOOD_SET_CONFIG 1
#define PK_OVERRIDE_NEXT_BATCH
#define PK_OVERRIDE_SET_CONFIG
#define PK_OVERRIDE_CLOSE
#include "../../good/good.c"
#include <unistd.h>

static atomic_bool locked;

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *n,
                                                   ss_plugin_event ***evts) {
	atomic_store(&locked, true);
	return good_next_batch(good_state_of(s), h, n, evts);
}

FALCO_PLUGIN_EXPORT void plugin_close(ss_plugin_t *s, ss_instance_t *h) {
	atomic_store(&locked, false);
	good_close(good_state_of(s), h);
}

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_set_config(ss_plugin_t *s, const ss_plugin_set_config_input *in) {
	while (atomic_load(&locked)) usleep(1000);
	return good_set_config(good_state_of(s), in);
}
