/* SPDX-License-Identifier: Apache-2.0 */
/* plugin_get_contact is missing. */
#define PK_OVERRIDE_GET_CONTACT
#include "../../good/good.c"
