/* SPDX-License-Identifier: Apache-2.0 */
/* A field has a type that does not exist. */
#define GOOD_MORE_FIELDS(NEXT) NEXT("good.extra", "int", "One field more", "", good_field_user)
#include "../../good/good.c"
