/* SPDX-License-Identifier: Apache-2.0 */
/* Writes the id of another plugin. */
#define PK_OVERRIDE_WRITE_EVENT
#include "../../good/good.c"

static void pk_write_event(struct good_instance *instance, uint64_t seq, char *at) {
	good_write_event(instance, seq, at);
	uint32_t other = 998;
	memcpy(at + 34, &other, sizeof other);
}
