/* SPDX-License-Identifier: Apache-2.0 */
/* A field name without a dot. */
#define GOOD_MORE_FIELDS(NEXT) NEXT("count", "string", "One field more", "", good_field_user)
#include "../../good/good.c"
