/* SPDX-License-Identifier: Apache-2.0 */
/* Every inner step of the good plugin replaced by one that passes on: shows how a mutant hooks in, and that all can. */
#define PK_OVERRIDE_FAIL
#define PK_OVERRIDE_READ_CONFIG
#define PK_OVERRIDE_READ_OPEN_PARAMS
#define PK_OVERRIDE_WRITE_PAYLOAD
#define PK_OVERRIDE_WRITE_EVENT
#define PK_OVERRIDE_READ_PAYLOAD
#define PK_OVERRIDE_EXTRACT_FIELD
#define PK_OVERRIDE_FILL_TABLE
#define PK_OVERRIDE_USE_TABLES
#define PK_OVERRIDE_READ_THREAD
#define PK_OVERRIDE_WRITE_TICK
#define PK_OVERRIDE_SEND_TICK
#define PK_OVERRIDE_START_ASYNC
#define PK_OVERRIDE_STOP_ASYNC
#define PK_OVERRIDE_FILL_METRICS
#define PK_OVERRIDE_FREE_INSTANCE
#define PK_OVERRIDE_FREE_STATE
#define GOOD_PARSE 1
#define GOOD_ASYNC 1
#define GOOD_METRICS 1
#include "../good/good.c"

static ss_plugin_rc pk_fail(struct good_state *state, const char *text) {
	return good_fail(state, text);
}

static bool pk_read_config(const char *text, struct good_config *config, char why[GOOD_ERROR_MAX]) {
	return good_read_config(text, config, why);
}

static bool pk_read_open_params(const char *params, uint64_t *count, char why[GOOD_ERROR_MAX]) {
	return good_read_open_params(params, count, why);
}

static uint32_t pk_write_payload(struct good_instance *instance, uint64_t seq, char *at, uint32_t room) {
	return good_write_payload(instance, seq, at, room);
}

static void pk_write_event(struct good_instance *instance, uint64_t seq, char *at) {
	good_write_event(instance, seq, at);
}

static const char *pk_read_payload(const ss_plugin_event *evt, uint32_t *len) {
	return good_read_payload(evt, len);
}

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt, ss_plugin_extract_field *request,
                             struct good_result *result) {
	good_extract_field(state, evt, request, result);
}

static void pk_fill_table(struct good_state *state, ss_plugin_table_input *input) {
	good_fill_table(state, input);
}

static ss_plugin_rc pk_use_tables(struct good_state *state, const ss_plugin_init_tables_input *tables) {
	return good_use_tables(state, tables);
}

static void pk_read_thread(struct good_state *state, const ss_plugin_event *evt, const ss_plugin_event_parse_input *in) {
	good_read_thread(state, evt, in);
}

static void pk_write_tick(uint64_t n, char *at) {
	good_write_tick(n, at);
}

static ss_plugin_rc pk_send_tick(struct good_state *state, ss_plugin_owner_t *owner,
                                 ss_plugin_async_event_handler_t handler) {
	return good_send_tick(state, owner, handler);
}

static ss_plugin_rc pk_start_async(struct good_state *state, ss_plugin_owner_t *owner,
                                   ss_plugin_async_event_handler_t handler) {
	return good_start_async(state, owner, handler);
}

static void pk_stop_async(struct good_state *state) {
	good_stop_async(state);
}

static void pk_fill_metrics(struct good_state *state) {
	good_fill_metrics(state);
}

static void pk_free_instance(struct good_instance *instance) {
	good_free_instance(instance);
}

static void pk_free_state(struct good_state *state) {
	good_free_state(state);
}
