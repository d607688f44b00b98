/* SPDX-License-Identifier: Apache-2.0 */
/* Pairs of fields whose order hangs on the bits of a number: another number is always another order. */
#include <stdio.h>
#include <unistd.h>

#define PAIRS 22
#define PAIR(NEXT, n)                                                 \
	NEXT("good.a" #n, "uint64", "Running number", "", good_field_seq) \
	NEXT("good.b" #n, "uint64", "Running number", "", good_field_seq)
#define GOOD_MORE_FIELDS(NEXT) \
	PAIR(NEXT, 0) PAIR(NEXT, 1) PAIR(NEXT, 2) PAIR(NEXT, 3) PAIR(NEXT, 4) PAIR(NEXT, 5) \
	PAIR(NEXT, 6) PAIR(NEXT, 7) PAIR(NEXT, 8) PAIR(NEXT, 9) PAIR(NEXT, 10) PAIR(NEXT, 11) \
	PAIR(NEXT, 12) PAIR(NEXT, 13) PAIR(NEXT, 14) PAIR(NEXT, 15) PAIR(NEXT, 16) PAIR(NEXT, 17) \
	PAIR(NEXT, 18) PAIR(NEXT, 19) PAIR(NEXT, 20) PAIR(NEXT, 21)
#define PK_OVERRIDE_GET_FIELDS
#include "../../good/good.c"

static const char *fields_in_order(uint32_t bits) {
	static char list[sizeof GOOD_FIELDS_JSON];
	memcpy(list, GOOD_FIELDS_JSON, sizeof list);
	for (uint32_t pair = 0; pair < PAIRS; pair++) {
		char a[16], b[16];
		if ((bits >> pair & 1) == 0) continue;
		snprintf(a, sizeof a, "\"good.a%u\"", pair);
		snprintf(b, sizeof b, "\"good.b%u\"", pair);
		strstr(list, a)[6] = 'x';
		strstr(list, b)[6] = 'a';
		a[6] = 'x';
		strstr(list, a)[6] = 'b';
	}
	return list;
}
