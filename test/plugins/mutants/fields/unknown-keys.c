/* SPDX-License-Identifier: Apache-2.0 */
/* A misspelt key, which Falco ignores. */
#define GOOD_MORE_FIELDS(NEXT) NEXT("good.extra", "string", "One field more", ",\"islist\":true", good_field_user)
#include "../../good/good.c"
