/* SPDX-License-Identifier: Apache-2.0 */
/* Frees what its routine uses before it unsubscribes. */
#define GOOD_LISTEN 1
#define PK_OVERRIDE_CAPTURE_OPEN
#define PK_OVERRIDE_CAPTURE_CLOSE
#include "../../good/good.c"
#include <sys/mman.h>
#include <unistd.h>

static ss_plugin_bool count(ss_plugin_t *s, ss_plugin_routine_state_t *i) {
	(void)s;
	++*(volatile uint64_t *)i;
	return 1;
}

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_capture_open(ss_plugin_t *s, const ss_plugin_capture_listen_input *in) {
	struct good_state *state = good_state_of(s);
	state->results = NULL;
	void *runs = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	state->threads = runs;
	state->routine = in->routine->subscribe(in->owner, count, runs);
	return SS_PLUGIN_SUCCESS;
}

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_capture_close(ss_plugin_t *s, const ss_plugin_capture_listen_input *in) {
	struct good_state *state = good_state_of(s);
	munmap(state->threads, 4096);
	if (state->routine == NULL) return SS_PLUGIN_SUCCESS;
	usleep(200 * 1000);
	return in->routine->unsubscribe(in->owner, state->routine);
}
