/* SPDX-License-Identifier: Apache-2.0 */
/* Sends an event that get_async_events does not list. */
#define GOOD_ASYNC 1
#define PK_OVERRIDE_WRITE_TICK
#include "../../good/good.c"

static void pk_write_tick(uint64_t n, char *at) {
	falco_async_event_write(at, "tock", (const char *)&n, sizeof n);
}
