/* SPDX-License-Identifier: Apache-2.0 */
/* Copies the open parameters into a buffer of 64 bytes, whatever their length. */
#define PK_OVERRIDE_READ_OPEN_PARAMS
#include "../../good/good.c"

static bool pk_read_open_params(const char *params, uint64_t *count, char why[GOOD_ERROR_MAX]) {
	char copy[64];
	strcpy(copy, params);
	return good_read_open_params(copy, count, why);
}
