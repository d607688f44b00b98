/* SPDX-License-Identifier: Apache-2.0 */
/* A list of event sources with an object in it. */
#define GOOD_EXTRACT_SOURCES "[1,{}]"
#include "../../good/good.c"
