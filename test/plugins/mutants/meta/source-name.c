/* SPDX-License-Identifier: Apache-2.0 */
/* The event source is that of Falco's drivers. */
#define GOOD_EVENT_SOURCE "syscall"
#include "../../good/good.c"
