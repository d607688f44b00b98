/* SPDX-License-Identifier: Apache-2.0 */
/* A part of a field name begins with a digit. */
#define GOOD_MORE_FIELDS(NEXT) NEXT("good.1st", "string", "One field more", "", good_field_user)
#include "../../good/good.c"
