/* SPDX-License-Identifier: Apache-2.0 */
/* Repeats the whole configuration when it refuses it. */
#define PK_OVERRIDE_READ_CONFIG
#include "../../good/good.c"

static bool pk_read_config(const char *text, struct good_config *config, char why[GOOD_ERROR_MAX]) {
	if (good_read_config(text, config, why)) return true;
	snprintf(why, GOOD_ERROR_MAX, "init config: cannot use %.200s", text);
	return false;
}
