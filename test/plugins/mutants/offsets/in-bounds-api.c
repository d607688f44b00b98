/* SPDX-License-Identifier: Apache-2.0 */
/* Reads a member that hosts of the required version do not have. */
#define GOOD_API_VERSION "3.9.0"
#include "../../good/good.c"
