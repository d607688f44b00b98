/* SPDX-License-Identifier: Apache-2.0 */
/* The field list is empty. */
#define GOOD_FIELDS_JSON "[]"
#include "../../good/good.c"
