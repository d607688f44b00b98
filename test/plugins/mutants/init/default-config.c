/* SPDX-License-Identifier: Apache-2.0 */
/* Looks for a setting, and reads on from it although it is not there. */
#define PK_OVERRIDE_READ_CONFIG
#include "../../good/good.c"

static bool pk_read_config(const char *text, struct good_config *config, char why[GOOD_ERROR_MAX]) {
	const char *max = strstr(text, "\"max\"");
	return max[0] == '"' && good_read_config(text, config, why);
}
