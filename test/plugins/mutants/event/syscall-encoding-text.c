/* SPDX-License-Identifier: Apache-2.0 */
/* A source without an id whose exits of chroot have a path without its terminator. */
#define GOOD_ID 0
#define GOOD_EVENT_SOURCE ""
#define GOOD_EXTRACT 0
#define PK_OVERRIDE_WRITE_EVENT
#include "../../good/good.c"

static void pk_write_event(struct good_instance *instance, uint64_t seq, char *at) {
	(void)instance;
	const ss_plugin_event header = {GOOD_TIMESTAMP(seq), 1000, sizeof header + 4 + 8 + 4, 267, 2};
	const uint16_t lengths[] = {8, 4};
	const int64_t result = 0;
	memcpy(at, &header, sizeof header);
	memcpy(at + sizeof header, lengths, sizeof lengths);
	memcpy(at + sizeof header + sizeof lengths, &result, sizeof result);
	memcpy(at + sizeof header + sizeof lengths + sizeof result, "/srv", 4);
}
