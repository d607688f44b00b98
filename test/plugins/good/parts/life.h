/* SPDX-License-Identifier: Apache-2.0 */
/* Making and ending a state, errors, new configuration. */
#ifndef GOOD_LIFE_H
#define GOOD_LIFE_H

GOOD_FN struct good_state *good_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	char why[GOOD_ERROR_MAX];
	*rc = SS_PLUGIN_FAILURE;
	struct good_state *state = calloc(1, sizeof *state);
	if (state == NULL) return NULL;
	state->owner = input->owner;
	state->owner_error = input->get_owner_last_error;
	state->log = input->log_fn;
	if (!pk_read_config(input->config, &state->config, why)) {
		*rc = pk_fail(state, why);
		return state;
	}
	*rc = SS_PLUGIN_SUCCESS;
	if (GOOD_PARSE && input->tables != NULL) *rc = pk_use_tables(state, input->tables);
	if (*rc == SS_PLUGIN_SUCCESS && state->log != NULL) {
		state->log(state->owner, NULL, "initialised", SS_PLUGIN_LOG_SEV_DEBUG);
	}
	return state;
}

GOOD_FN void good_free_state(struct good_state *state) {
	good_free_table(&state->table);
	free(state->results);
	free(state->offsets);
	free(state);
}

GOOD_FN void good_destroy(struct good_state *state) {
	if (state == NULL) return;
	if (GOOD_ASYNC) pk_stop_async(state);
	pk_free_state(state);
}

GOOD_FN const char *good_get_last_error(struct good_state *state) {
	if (state == NULL) return "no state";
	strcpy(state->error_given, state->error);
	return state->error_given;
}

/* Streams that are open keep the configuration they were opened with. */
GOOD_FN ss_plugin_rc good_set_config(struct good_state *state, const ss_plugin_set_config_input *input) {
	char why[GOOD_ERROR_MAX];
	struct good_config config;
	if (!pk_read_config(input->config, &config, why)) return pk_fail(state, why);
	state->config = config;
	return SS_PLUGIN_SUCCESS;
}

#endif
