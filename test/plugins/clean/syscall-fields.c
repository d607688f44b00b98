/* SPDX-License-Identifier: Apache-2.0 */
/* Fields of system call events: every field is made from the header of the event and from the lengths of its parameters. */
#define GOOD_SOURCE 0
#define GOOD_PARSE 1
#define GOOD_PARSE_SOURCES "[\"syscall\"]"
#define GOOD_EXTRACT_SOURCES "[\"syscall\"]"
#define GOOD_OFFSETS 0
#define GOOD_PARSE_TYPES {3, 203}
#define GOOD_EXTRACT_TYPES {3, 203}
#define GOOD_EVENT_SCHEMA_VERSION "4.0.0"
#define PK_OVERRIDE_READ_PAYLOAD
#include "../good/good.c"

static const char *pk_read_payload(const ss_plugin_event *evt, uint32_t *len) {
	static _Thread_local char text[256];
	*len = (uint32_t)snprintf(text, sizeof text,
	                          "{\"seq\":%u,\"user\":\"type %u\",\"ok\":true,\"ms\":%u,\"tags\":[\"%u parameters\",\"b\"]}",
	                          evt->len, evt->type, evt->nparams, evt->nparams);
	return text;
}
