/* SPDX-License-Identifier: Apache-2.0 */
/* No capability. */
#define GOOD_SOURCE 0
#define GOOD_EXTRACT 0
#include "../../good/good.c"
