/* SPDX-License-Identifier: Apache-2.0 */
/* Reads the name of the file that was opened, also where the driver could not read it and wrote none. */
#define PK_OVERRIDE_EXTRACT_FIELD
#define GOOD_SOURCE 0
#define GOOD_EXTRACT_SOURCES "[\"syscall\"]"
#define GOOD_EXTRACT_TYPES {3}
#define GOOD_EVENT_SCHEMA_VERSION "4.0.0"
#include "../../good/good.c"

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	const char *params[8] = {NULL};
	const uint16_t *lengths = (const uint16_t *)(evt->evt + 1);
	const char *at = (const char *)(lengths + evt->evt->nparams);
	for (uint32_t i = 0; i < evt->evt->nparams && i < 8; at += lengths[i++]) {
		if (lengths[i] > 0) params[i] = at;
	}
	(void)state;
	if (strcmp(request->field, "good.seq") != 0) return;
	result->u64 = (unsigned char)*params[1];
	request->res.u64 = &result->u64;
	request->res_len = 1;
}
