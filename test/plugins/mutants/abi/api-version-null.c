/* SPDX-License-Identifier: Apache-2.0 */
/* The required API version is NULL. */
#define GOOD_API_VERSION NULL
#include "../../good/good.c"
