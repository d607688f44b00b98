/* SPDX-License-Identifier: Apache-2.0 */
/* Has one text for all states. */
#define PK_OVERRIDE_FAIL
#define PK_OVERRIDE_GET_LAST_ERROR
#include "../../good/good.c"

static char error[GOOD_ERROR_MAX];

static ss_plugin_rc pk_fail(struct good_state *state, const char *text) {
	(void)state;
	snprintf(error, sizeof error, "%s", text);
	return SS_PLUGIN_FAILURE;
}

FALCO_PLUGIN_EXPORT const char *plugin_get_last_error(ss_plugin_t *s) {
	(void)s;
	return error;
}
