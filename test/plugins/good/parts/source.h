/* SPDX-License-Identifier: Apache-2.0 */
/* Event sourcing. A state may be NULL here: the host may have been given none. */
#ifndef GOOD_SOURCE_H
#define GOOD_SOURCE_H

GOOD_FN void good_free_instance(struct good_instance *instance) {
	if (instance == NULL) return;
	free(instance->slots);
	free(instance);
}

GOOD_FN ss_instance_t *good_open(struct good_state *state, const char *params, ss_plugin_rc *rc) {
	char why[GOOD_ERROR_MAX];
	uint64_t count;
	*rc = SS_PLUGIN_FAILURE;
	if (!pk_read_open_params(params, &count, why)) {
		*rc = pk_fail(state, why);
		return NULL;
	}
	struct good_instance *instance = calloc(1, sizeof *instance);
	if (instance != NULL) instance->slots = malloc((size_t)GOOD_BATCH * GOOD_SLOT);
	if (instance == NULL || instance->slots == NULL) {
		pk_free_instance(instance);
		*rc = pk_fail(state, "open: no memory");
		return NULL;
	}
	instance->count = state != NULL && count > state->config.max ? state->config.max : count;
	strcpy(instance->prefix, state != NULL ? state->config.prefix : GOOD_DEFAULT_PREFIX);
	for (uint32_t i = 0; i < GOOD_BATCH; i++) {
		instance->events[i] = (ss_plugin_event *)(instance->slots + (size_t)i * GOOD_SLOT);
	}
	if (state != NULL) atomic_fetch_add(&state->open_streams, 1);
	*rc = SS_PLUGIN_SUCCESS;
	return instance;
}

GOOD_FN void good_close(struct good_state *state, struct good_instance *instance) {
	if (instance == NULL) return;
	if (state != NULL) atomic_fetch_sub(&state->open_streams, 1);
	pk_free_instance(instance);
}

GOOD_FN ss_plugin_rc good_next_batch(struct good_state *state, struct good_instance *instance, uint32_t *nevts,
                                     ss_plugin_event ***evts) {
	uint64_t produced = atomic_load(&instance->produced);
	uint32_t n = 0;
	instance->calls++;
	while (n < GOOD_BATCH && produced + n < instance->count) {
		pk_write_event(instance, produced + n, instance->slots + (size_t)n * GOOD_SLOT);
		n++;
	}
	atomic_store(&instance->produced, produced + n);
	if (state != NULL) atomic_fetch_add(&state->events, n);
	*nevts = n;
	*evts = instance->events;
	return produced + n == instance->count ? SS_PLUGIN_EOF : SS_PLUGIN_SUCCESS;
}

GOOD_FN const char *good_list_open_params(struct good_state *state, ss_plugin_rc *rc) {
	(void)state;
	*rc = SS_PLUGIN_SUCCESS;
	return GOOD_OPEN_PARAMS;
}

GOOD_FN const char *good_get_progress(struct good_state *state, struct good_instance *instance, uint32_t *pct) {
	(void)state;
	uint64_t produced = atomic_load(&instance->produced);
	*pct = instance->count == 0 ? 10000 : (uint32_t)(produced * 10000 / instance->count);
	snprintf(instance->progress, sizeof instance->progress, "%llu of %llu events", (unsigned long long)produced,
	         (unsigned long long)instance->count);
	return instance->progress;
}

GOOD_FN const char *good_event_to_string(struct good_state *state, const ss_plugin_event_input *evt) {
	char user[GOOD_TEXT_MAX];
	uint32_t length;
	uint64_t seq;
	const char *payload = pk_read_payload(evt->evt, &length);
	if (payload == NULL || !good_number(good_find(payload, length, "seq"), &seq) ||
	    !good_copy(good_find(payload, length, "user"), user)) {
		return "not an event of this plugin";
	}
	snprintf(state->summary, sizeof state->summary, "%llu by %s", (unsigned long long)seq, user);
	return state->summary;
}

#endif
