/* SPDX-License-Identifier: Apache-2.0 */
/* A binary payload, text and number behind each other: the text is given where it stands, and a byte of the number ends it. */
struct good_call;
static void field_raw(struct good_call *call);
#define GOOD_MORE_FIELDS(NEXT) NEXT("good.raw", "string", "The payload", "", field_raw)
#define PK_OVERRIDE_WRITE_PAYLOAD
#include "../../good/good.c"

static uint32_t pk_write_payload(struct good_instance *instance, uint64_t seq, char *at, uint32_t room) {
	uint32_t length = good_write_payload(instance, seq, at, room);
	const uint32_t number = 7;
	memcpy(at + length, &number, sizeof number);
	return length + sizeof number;
}

static void field_raw(struct good_call *call) {
	if (call->length < 4) return;
	call->result->str[0] = call->payload;
	call->request->res.str = call->result->str;
	call->request->res_len = 1;
}
