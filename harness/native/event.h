/* The events that plugins make, byte by byte: packed, unaligned, little-endian (facts of the plugin API 3.x). */
#ifndef NH_EVENT_H
#define NH_EVENT_H

#include <stdint.h>

struct nh_event {
	uint64_t ts; /* ns since the epoch; all-ones: now */
	uint64_t tid;
	uint32_t len; /* of the whole event */
	uint16_t type;
	uint32_t nparams;
} __attribute__((packed));
_Static_assert(sizeof(struct nh_event) == 26, "event header");

#define NH_EVENT_PLUGIN 322
#define NH_EVENT_ASYNC 402

/* Plugin event: header, two u32 lengths, u32 plugin id, payload. */
#define NH_PLUGIN_ID_AT 34
#define NH_PLUGIN_PAYLOAD_AT 38

/* Async event: header, three u32 lengths, u32 plugin id, name with NUL, data. */
#define NH_ASYNC_ID_AT 38
#define NH_ASYNC_NAME_AT 42

#endif
