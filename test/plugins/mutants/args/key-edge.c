/* SPDX-License-Identifier: Apache-2.0 */
/* Copies the key into a buffer of 64 bytes, whatever its length. */
#define PK_OVERRIDE_EXTRACT_FIELD
#include "../../good/good.c"

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	char key[64];
	ss_plugin_extract_field asked = *request;
	if (request->arg_key != NULL) asked.arg_key = strcpy(key, request->arg_key);
	good_extract_field(state, evt, &asked, result);
	request->res = asked.res;
	request->res_len = asked.res_len;
}
