/* SPDX-License-Identifier: Apache-2.0 */
/* An event source and the ID 0. */
#define GOOD_ID 0
#include "../../good/good.c"
