/* SPDX-License-Identifier: Apache-2.0 */
/* The description is Latin-1. */
#define GOOD_DESCRIPTION "Counts caf\xe9s"
#include "../../good/good.c"
