/* SPDX-License-Identifier: Apache-2.0 */
/* Gives a parameter a length that wraps around. */
#define PK_OVERRIDE_WRITE_EVENT
#include "../../good/good.c"

static void pk_write_event(struct good_instance *instance, uint64_t seq, char *at) {
	good_write_event(instance, seq, at);
	uint32_t length = 0xFFFFFFF0;
	memcpy(at + 30, &length, sizeof length);
}
