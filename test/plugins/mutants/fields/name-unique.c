/* SPDX-License-Identifier: Apache-2.0 */
/* Two fields have one name. */
#define GOOD_MORE_FIELDS(NEXT) NEXT("good.seq", "string", "One field more", "", good_field_user)
#include "../../good/good.c"
