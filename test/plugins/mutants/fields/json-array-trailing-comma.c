/* SPDX-License-Identifier: Apache-2.0 */
/* A comma after the last field. */
#define GOOD_FIELDS_JSON "[" GOOD_FIELDS(GOOD_FIELD_JSON, GOOD_NEXT_FIELD_JSON) ",]"
#include "../../good/good.c"
