/* SPDX-License-Identifier: Apache-2.0 */
/* Events of 100 KiB: the length words of plugin events have 32 bits. */
#define GOOD_SLOT 110000
#define GOOD_BATCH 4
#define PK_OVERRIDE_WRITE_PAYLOAD
#include "../good/good.c"

static uint32_t pk_write_payload(struct good_instance *instance, uint64_t seq, char *at, uint32_t room) {
	uint32_t length = good_write_payload(instance, seq, at, room);
	memset(at + length, ' ', 100 * 1024 - length);
	return 100 * 1024;
}
