/* SPDX-License-Identifier: Apache-2.0 */
/* The version has a tail that only Falco overlooks. */
#define GOOD_VERSION "1.2.3beta"
#include "../../good/good.c"
