/* SPDX-License-Identifier: Apache-2.0 */
/* Ends a value in the payload with a terminator, and takes it back. */
#define PK_OVERRIDE_READ_PAYLOAD
#include "../../good/good.c"

static const char *pk_read_payload(const ss_plugin_event *evt, uint32_t *len) {
	const char *payload = good_read_payload(evt, len);
	if (payload == NULL || *len == 0) return payload;
	volatile char *last = (char *)(uintptr_t)payload + *len - 1;
	char before = *last;
	*last = '\0';
	*last = before;
	return payload;
}
