/* SPDX-License-Identifier: Apache-2.0 */
/* A field has the name of one of Falco. */
#define GOOD_MORE_FIELDS(NEXT) NEXT("evt.time", "string", "One field more", "", good_field_user)
#include "../../good/good.c"
