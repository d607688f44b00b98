/* SPDX-License-Identifier: Apache-2.0 */
/* A text that is not copied: good.raw points into the event, whose payload ends with a NUL. */
struct good_call;
static void field_raw(struct good_call *call);
#define GOOD_MORE_FIELDS(NEXT) NEXT("good.raw", "string", "The payload", "", field_raw)
#define PK_OVERRIDE_WRITE_PAYLOAD
#include "../good/good.c"

static uint32_t pk_write_payload(struct good_instance *instance, uint64_t seq, char *at, uint32_t room) {
	return good_write_payload(instance, seq, at, room) + 1;
}

static void field_raw(struct good_call *call) {
	/* Foreign bytes: only plain text up to a NUL at the very end is one. */
	for (uint32_t i = 0; i + 1 < call->length; i++) {
		if (call->payload[i] < ' ' || call->payload[i] > '~') return;
	}
	if (call->payload[call->length - 1] != '\0') return;
	call->result->str[0] = call->payload;
	call->request->res.str = call->result->str;
	call->request->res_len = 1;
	good_note_place(call, (struct good_slice){call->payload, call->length - 1});
}
