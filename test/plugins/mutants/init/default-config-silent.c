/* SPDX-License-Identifier: Apache-2.0 */
/* Needs a setting, and does not say so. */
#define PK_OVERRIDE_READ_CONFIG
#include "../../good/good.c"

static bool pk_read_config(const char *text, struct good_config *config, char why[GOOD_ERROR_MAX]) {
	why[0] = '\0';
	return strstr(text, "\"max\"") != NULL && good_read_config(text, config, why);
}
