/* SPDX-License-Identifier: Apache-2.0 */
/* A source without ID and event source, which may produce any event: here getuid exits (203) with one 4-byte parameter.
 * With IDLESS_EXPORTS the two functions are there and say 0 and "". */
#ifdef IDLESS_EXPORTS
#define GOOD_ID 0
#define GOOD_EVENT_SOURCE ""
#else
#define PK_OVERRIDE_GET_ID
#define PK_OVERRIDE_GET_EVENT_SOURCE
#endif
#define PK_OVERRIDE_WRITE_EVENT
#define GOOD_EXTRACT 0
#include "../good/good.c"

static void pk_write_event(struct good_instance *instance, uint64_t seq, char *at) {
	(void)instance;
	ss_plugin_event header = {GOOD_TIMESTAMP(seq), 1000, sizeof header + 2 + 4, 203, 1};
	uint16_t length = 4;
	uint32_t uid = (uint32_t)(seq % 3);
	memcpy(at, &header, sizeof header);
	memcpy(at + sizeof header, &length, 2);
	memcpy(at + sizeof header + 2, &uid, 4);
}
