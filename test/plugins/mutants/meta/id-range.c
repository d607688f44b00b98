/* SPDX-License-Identifier: Apache-2.0 */
/* The ID is in a block of Falco. */
#define GOOD_ID 0xC0000001u
#include "../../good/good.c"
