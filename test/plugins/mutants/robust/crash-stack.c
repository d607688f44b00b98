/* SPDX-License-Identifier: Apache-2.0 */
/* Recurses until the stack is used up. */
#define PK_OVERRIDE_NEXT_BATCH
#include "../../good/good.c"

static int deeper(volatile char *above, int depth) {
	volatile char frame[4096];
	frame[0] = above[0];
	return depth < 0 ? 0 : deeper(frame, depth + 1) + frame[0];
}

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *n, ss_plugin_event ***e) {
	volatile char first[1] = {0};
	(void)s;
	(void)h;
	(void)e;
	*n = (uint32_t)deeper(first, 0);
	return SS_PLUGIN_FAILURE;
}
