/* SPDX-License-Identifier: Apache-2.0 */
/* A field that has no value in these events. */
struct good_call;
static void field_none(struct good_call *call);
#define GOOD_MORE_FIELDS(NEXT) NEXT("good.none", "string", "A value that only other events have", "", field_none)
#include "../good/good.c"

static void field_none(struct good_call *call) {
	good_give_text(call, good_find(call->payload, call->length, "none"));
}
