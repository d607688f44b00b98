/* SPDX-License-Identifier: Apache-2.0 */
/* Metrics and capture listening. */
#ifndef GOOD_METRICS_H
#define GOOD_METRICS_H

GOOD_FN void good_fill_metrics(struct good_state *state) {
	state->metrics[0] = (ss_plugin_metric){.name = "events",
	                                       .type = SS_PLUGIN_METRIC_TYPE_MONOTONIC,
	                                       .value = {.u64 = atomic_load(&state->events)},
	                                       .value_type = SS_PLUGIN_METRIC_VALUE_TYPE_U64};
	state->metrics[1] = (ss_plugin_metric){.name = "open_streams",
	                                       .type = SS_PLUGIN_METRIC_TYPE_NON_MONOTONIC,
	                                       .value = {.u32 = atomic_load(&state->open_streams)},
	                                       .value_type = SS_PLUGIN_METRIC_VALUE_TYPE_U32};
}

GOOD_FN ss_plugin_metric *good_get_metrics(struct good_state *state, uint32_t *n) {
	pk_fill_metrics(state);
	*n = sizeof state->metrics / sizeof *state->metrics;
	return state->metrics;
}

/* Called with the handle that the host has, as all routines. */
GOOD_FN ss_plugin_bool good_routine(ss_plugin_t *s, ss_plugin_routine_state_t *i) {
	(void)i;
	atomic_fetch_add(&good_state_of(s)->routine_runs, 1);
	return 1;
}

GOOD_FN ss_plugin_rc good_capture_open(struct good_state *state, const ss_plugin_capture_listen_input *in) {
	if (state->routine == NULL && in->routine != NULL && in->routine->subscribe != NULL) {
		state->routine = in->routine->subscribe(in->owner, good_routine, NULL);
	}
	return SS_PLUGIN_SUCCESS;
}

GOOD_FN ss_plugin_rc good_capture_close(struct good_state *state, const ss_plugin_capture_listen_input *in) {
	ss_plugin_routine_t *routine = state->routine;
	state->routine = NULL;
	if (routine == NULL || in->routine->unsubscribe(in->owner, routine) == SS_PLUGIN_SUCCESS) return SS_PLUGIN_SUCCESS;
	return pk_fail(state, "capture_close: the host kept the routine");
}

#endif
