/* SPDX-License-Identifier: Apache-2.0 */
/* The contact is empty. */
#define GOOD_CONTACT ""
#include "../../good/good.c"
