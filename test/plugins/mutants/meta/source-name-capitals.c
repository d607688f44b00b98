/* SPDX-License-Identifier: Apache-2.0 */
/* The event source is none that the registry accepts. */
#define GOOD_EVENT_SOURCE "My-Source"
#include "../../good/good.c"
