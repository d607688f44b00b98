/* SPDX-License-Identifier: Apache-2.0 */
/* A source without an id whose exits of getuid have an id of eight bytes. */
#define GOOD_ID 0
#define GOOD_EVENT_SOURCE ""
#define GOOD_EXTRACT 0
#define PK_OVERRIDE_WRITE_EVENT
#include "../../good/good.c"

static void pk_write_event(struct good_instance *instance, uint64_t seq, char *at) {
	(void)instance;
	const ss_plugin_event header = {GOOD_TIMESTAMP(seq), 1000, sizeof header + 2 + 8, 203, 1};
	const uint16_t length = 8;
	const uint64_t uid = seq % 3;
	memcpy(at, &header, sizeof header);
	memcpy(at + sizeof header, &length, sizeof length);
	memcpy(at + sizeof header + sizeof length, &uid, sizeof uid);
}
