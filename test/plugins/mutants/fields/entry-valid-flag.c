/* SPDX-License-Identifier: Apache-2.0 */
/* isList is a text. */
#define GOOD_MORE_FIELDS(NEXT) NEXT("good.extra", "string", "One field more", ",\"isList\":\"true\"", good_field_user)
#include "../../good/good.c"
