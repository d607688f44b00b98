/* SPDX-License-Identifier: Apache-2.0 */
/* Half an event source: plugin_close is missing. */
#define PK_OVERRIDE_CLOSE
#include "../../good/good.c"
