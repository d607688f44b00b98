/* SPDX-License-Identifier: Apache-2.0 */
/* The field list is NULL. */
#define GOOD_FIELDS_JSON NULL
#include "../../good/good.c"
