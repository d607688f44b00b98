/* SPDX-License-Identifier: Apache-2.0 */
/* plugin_get_fields without plugin_extract_fields, which Falco ignores. */
#define PK_OVERRIDE_EXTRACT_FIELDS
#include "../../good/good.c"
