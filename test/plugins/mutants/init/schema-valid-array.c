/* SPDX-License-Identifier: Apache-2.0 */
/* A schema that is no object. */
#define GOOD_SCHEMA "[]"
#include "../../good/good.c"
