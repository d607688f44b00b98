/* SPDX-License-Identifier: Apache-2.0 */
/* A field name with a hyphen. */
#define GOOD_MORE_FIELDS(NEXT) NEXT("good.field-name", "string", "One field more", "", good_field_user)
#include "../../good/good.c"
