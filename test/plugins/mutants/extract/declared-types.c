/* SPDX-License-Identifier: Apache-2.0 */
/* Takes it for granted that an event has the name of its file, which drivers leave empty where they could not read it. */
#define PK_OVERRIDE_EXTRACT_FIELD
#define GOOD_SOURCE 0
#define GOOD_EXTRACT_SOURCES "[\"syscall\"]"
#define GOOD_EXTRACT_TYPES {3}
#define GOOD_EVENT_SCHEMA_VERSION "4.0.0"
#include "../../good/good.c"

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	const uint16_t *lengths = (const uint16_t *)(evt->evt + 1);
	const char *at = (const char *)(lengths + evt->evt->nparams) + lengths[0];
	const char *name = lengths[1] > 0 ? at : NULL;
	(void)state;
	result->u64 = (unsigned char)*name;
	request->res.u64 = &result->u64;
	request->res_len = 1;
}
