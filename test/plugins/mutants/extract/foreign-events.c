/* SPDX-License-Identifier: Apache-2.0 */
/* Takes every payload for a struct with a pointer in it. */
#define PK_OVERRIDE_READ_PAYLOAD
#include "../../good/good.c"

struct message {
	const char *text;
	uint64_t length;
};

static const char *pk_read_payload(const ss_plugin_event *evt, uint32_t *len) {
	struct message message;
	const char *own = good_read_payload(evt, len);
	const char *payload = falco_plugin_event_payload(evt, len);
	if (own != NULL || payload == NULL || *len < 64 || *len > 65536) return own;
	memcpy(&message, payload, sizeof message);
	return message.text[0] == '{' ? message.text : NULL;
}
