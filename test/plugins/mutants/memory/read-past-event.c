/* SPDX-License-Identifier: Apache-2.0 */
/* Takes the payload to be a terminated text. */
#define PK_OVERRIDE_READ_PAYLOAD
#include "../../good/good.c"

static const char *pk_read_payload(const ss_plugin_event *evt, uint32_t *len) {
	const char *payload = good_read_payload(evt, len);
	volatile size_t length = payload == NULL ? 0 : strlen(payload);
	(void)length;
	return payload;
}
