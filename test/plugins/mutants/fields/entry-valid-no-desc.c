/* SPDX-License-Identifier: Apache-2.0 */
/* A field has no description. */
#define GOOD_FIELDS_JSON \
	"[" GOOD_FIELDS(GOOD_FIELD_JSON, GOOD_NEXT_FIELD_JSON) ",{\"name\":\"good.extra\",\"type\":\"string\"}]"
#include "../../good/good.c"
