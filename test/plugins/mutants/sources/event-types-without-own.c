/* SPDX-License-Identifier: Apache-2.0 */
/* Lists async events alone: its own events never reach it. */
#define GOOD_EXTRACT_TYPES {FALCO_PLUGIN_ASYNC_EVENT}
#define GOOD_EVENT_SCHEMA_VERSION "4.0.0"
#include "../../good/good.c"
