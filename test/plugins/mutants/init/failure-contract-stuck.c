/* SPDX-License-Identifier: Apache-2.0 */
/* Remembers a bad configuration for ever. */
#define PK_OVERRIDE_READ_CONFIG
#include "../../good/good.c"

static bool pk_read_config(const char *text, struct good_config *config, char why[GOOD_ERROR_MAX]) {
	static bool failed;
	if (!good_read_config(text, config, why)) failed = true;
	if (failed) snprintf(why, GOOD_ERROR_MAX, "init config: bad");
	return !failed;
}
