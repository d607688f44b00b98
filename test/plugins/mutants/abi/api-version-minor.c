/* SPDX-License-Identifier: Apache-2.0 */
/* Asks for a newer API than any host has. */
#define GOOD_API_VERSION "3.99.0"
#include "../../good/good.c"
