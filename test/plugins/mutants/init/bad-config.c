/* SPDX-License-Identifier: Apache-2.0 */
/* Copies the configuration into a buffer of 64 bytes, whatever its length. */
#define PK_OVERRIDE_READ_CONFIG
#define GOOD_SCHEMA NULL
#define GOOD_SCHEMA_TYPE SS_PLUGIN_SCHEMA_NONE
#include "../../good/good.c"

static bool pk_read_config(const char *text, struct good_config *config, char why[GOOD_ERROR_MAX]) {
	char copy[64];
	strcpy(copy, text);
	return good_read_config(copy, config, why);
}
