/* SPDX-License-Identifier: Apache-2.0 */
/* A list of event sources without brackets. */
#define GOOD_EXTRACT_SOURCES "good"
#include "../../good/good.c"
