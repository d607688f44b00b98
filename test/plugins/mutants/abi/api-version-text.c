/* SPDX-License-Identifier: Apache-2.0 */
/* The required API version is no number. */
#define GOOD_API_VERSION "three"
#include "../../good/good.c"
