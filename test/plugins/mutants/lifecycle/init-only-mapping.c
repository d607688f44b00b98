/* SPDX-License-Identifier: Apache-2.0 */
/* Maps a megabyte in each init and never gives it back. */
#define PK_OVERRIDE_INIT
#include "../../good/good.c"
#include <sys/mman.h>

FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	void *cache = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct good_state *state = good_init(input, rc);
	if (cache == MAP_FAILED) *rc = pk_fail(state, "init: no memory");
	return good_handle_of(state);
}
