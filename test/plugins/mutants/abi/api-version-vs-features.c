/* SPDX-License-Identifier: Apache-2.0 */
/* Exports plugin_dump_state, which came with 3.10, and asks for 3.0. */
#define GOOD_API_VERSION "3.0.0"
#define GOOD_OFFSETS 0
#define GOOD_ASYNC 1
#include "../../good/good.c"
