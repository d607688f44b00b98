/* SPDX-License-Identifier: Apache-2.0 */
/* plugin_extract_fields without plugin_get_fields. */
#define PK_OVERRIDE_GET_FIELDS
#include "../../good/good.c"
