/* SPDX-License-Identifier: Apache-2.0 */
/* The declared event schema is no version. */
#define GOOD_SOURCE 0
#define GOOD_EXTRACT_SOURCES "[\"syscall\"]"
#define GOOD_EXTRACT_TYPES {2, 3}
#define GOOD_EVENT_SCHEMA_VERSION "4"
#include "../../good/good.c"
