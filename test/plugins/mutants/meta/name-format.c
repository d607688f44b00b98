/* SPDX-License-Identifier: Apache-2.0 */
/* The name is none that the registry accepts. */
#define GOOD_NAME "My_Plugin"
#include "../../good/good.c"
