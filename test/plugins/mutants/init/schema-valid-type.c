/* SPDX-License-Identifier: Apache-2.0 */
/* A type of schema that there is not. */
#define GOOD_SCHEMA_TYPE ((ss_plugin_schema_type)7)
#include "../../good/good.c"
