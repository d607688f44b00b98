/* SPDX-License-Identifier: Apache-2.0 */
/* Hands out the numbers 1 to 255 instead of addresses, as the Go SDK does. */
#define GOOD_OWN_HANDLES
#include "../good/good.c"

static _Atomic(struct good_state *) states[256];

static struct good_state *good_state_of(ss_plugin_t *s) {
	return (uintptr_t)s < 256 ? states[(uintptr_t)s] : NULL;
}

static ss_plugin_t *good_handle_of(struct good_state *state) {
	for (uintptr_t i = 1; i < 256; i++) {
		struct good_state *none = NULL;
		if (atomic_compare_exchange_strong(&states[i], &none, state)) return (ss_plugin_t *)i;
	}
	abort();
}

static void good_forget_handle(ss_plugin_t *s) {
	states[(uintptr_t)s] = NULL;
}
