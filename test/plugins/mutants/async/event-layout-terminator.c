/* SPDX-License-Identifier: Apache-2.0 */
/* Leaves out the terminator of the name. */
#define GOOD_ASYNC 1
#define PK_OVERRIDE_WRITE_TICK
#include "../../good/good.c"

static void pk_write_tick(uint64_t n, char *at) {
	good_write_tick(n, at);
	at[42 + 4] = '!';
}
