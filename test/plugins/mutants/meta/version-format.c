/* SPDX-License-Identifier: Apache-2.0 */
/* The version has two numbers. */
#define GOOD_VERSION "1.0"
#include "../../good/good.c"
