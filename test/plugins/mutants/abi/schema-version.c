/* SPDX-License-Identifier: Apache-2.0 */
/* Extracts from system calls and declares no event schema. */
#define GOOD_SOURCE 0
#define GOOD_EXTRACT_SOURCES "[\"syscall\"]"
#define GOOD_EXTRACT_TYPES {2, 3}
#include "../../good/good.c"
