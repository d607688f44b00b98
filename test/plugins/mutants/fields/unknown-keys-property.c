/* SPDX-License-Identifier: Apache-2.0 */
/* A misspelt property, which Falco ignores. */
#define GOOD_MORE_FIELDS(NEXT) NEXT("good.extra", "string", "One field more", ",\"properties\":[\"hiden\"]", good_field_user)
#include "../../good/good.c"
