/* SPDX-License-Identifier: Apache-2.0 */
/* A schema with a keyword of the wrong type. */
#define GOOD_SCHEMA "{\"type\":\"object\",\"properties\":{\"max\":{\"type\":\"number of events\"}}}"
#include "../../good/good.c"
