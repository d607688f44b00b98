/* SPDX-License-Identifier: Apache-2.0 */
/* An argument is required that is neither index nor key. */
#define GOOD_MORE_FIELDS(NEXT) NEXT("good.extra", "string", "One field more", ",\"arg\":{\"isRequired\":true}", good_field_user)
#include "../../good/good.c"
