/* SPDX-License-Identifier: Apache-2.0 */
/* A field is in a class of Falco. */
#define GOOD_MORE_FIELDS(NEXT) NEXT("proc.extra", "string", "One field more", "", good_field_user)
#include "../../good/good.c"
