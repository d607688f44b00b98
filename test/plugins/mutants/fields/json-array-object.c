/* SPDX-License-Identifier: Apache-2.0 */
/* The field list is an object. */
#define GOOD_FIELDS_JSON "{\"fields\":[" GOOD_FIELDS(GOOD_FIELD_JSON, GOOD_NEXT_FIELD_JSON) "]}"
#include "../../good/good.c"
