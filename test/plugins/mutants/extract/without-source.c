/* SPDX-License-Identifier: Apache-2.0 */
/* Knows only events in the memory of the stream that is open. */
#define PK_OVERRIDE_EXTRACT_FIELD
#define PK_OVERRIDE_OPEN
#define PK_OVERRIDE_CLOSE
#include "../../good/good.c"

static struct good_instance *current;

FALCO_PLUGIN_EXPORT ss_instance_t *plugin_open(ss_plugin_t *s, const char *params, ss_plugin_rc *rc) {
	struct good_instance *instance = good_open(good_state_of(s), params, rc);
	if (instance != NULL) current = instance;
	return instance;
}

FALCO_PLUGIN_EXPORT void plugin_close(ss_plugin_t *s, ss_instance_t *h) {
	if (current == h) current = NULL;
	good_close(good_state_of(s), h);
}

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	const char *at = (const char *)evt->evt;
	if (current == NULL || at < current->slots || at >= current->slots + (size_t)GOOD_BATCH * GOOD_SLOT) return;
	good_extract_field(state, evt, request, result);
}
