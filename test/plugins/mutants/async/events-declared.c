/* SPDX-License-Identifier: Apache-2.0 */
/* Declares no async event, and sends one. */
#define GOOD_ASYNC 1
#define GOOD_ASYNC_EVENTS "[]"
#include "../../good/good.c"
