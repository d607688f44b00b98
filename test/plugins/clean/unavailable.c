/* SPDX-License-Identifier: Apache-2.0 */
/* Opening needs something that is not there; it says so. */
#define GOOD_OPEN_PARAMS NULL
#define PK_OVERRIDE_READ_OPEN_PARAMS
#include "../good/good.c"

static bool pk_read_open_params(const char *params, uint64_t *count, char why[GOOD_ERROR_MAX]) {
	(void)params;
	*count = 0;
	snprintf(why, GOOD_ERROR_MAX, "open: cannot reach the service: connection refused");
	return false;
}
