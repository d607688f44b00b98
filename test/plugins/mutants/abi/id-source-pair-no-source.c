/* SPDX-License-Identifier: Apache-2.0 */
/* An ID and an empty event source. */
#define GOOD_EVENT_SOURCE ""
#define GOOD_EXTRACT_SOURCES NULL
#include "../../good/good.c"
