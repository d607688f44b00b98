/* SPDX-License-Identifier: Apache-2.0 */
/* Throws the old configuration away before it reads the new one. */
#define GOOD_SET_CONFIG 1
#define PK_OVERRIDE_SET_CONFIG
#define PK_OVERRIDE_EXTRACT_FIELD
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_set_config(ss_plugin_t *s, const ss_plugin_set_config_input *in) {
	struct good_state *state = good_state_of(s);
	struct good_config config;
	char why[GOOD_ERROR_MAX];
	memset(&state->config, 0, sizeof state->config);
	if (!pk_read_config(in->config, &config, why)) return pk_fail(state, why);
	state->config = config;
	return SS_PLUGIN_SUCCESS;
}

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	if (state->config.max > 0) good_extract_field(state, evt, request, result);
}
