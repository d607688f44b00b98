/* SPDX-License-Identifier: Apache-2.0 */
/* Asks for another major version of the API. */
#define GOOD_API_VERSION "4.0.0"
#include "../../good/good.c"
