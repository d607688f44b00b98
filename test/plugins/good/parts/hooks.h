/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The inner steps that a mutant can replace. good.c calls each as pk_x, which is good_x unless PK_OVERRIDE_X is defined:
 * then the mutant defines pk_x with the parameters written here, and may call good_x in it.
 */
#ifndef GOOD_HOOKS_H
#define GOOD_HOOKS_H

/* Keeps the text of a failure for get_last_error; gives SS_PLUGIN_FAILURE. State may be NULL. */
#ifdef PK_OVERRIDE_FAIL
static ss_plugin_rc pk_fail(struct good_state *state, const char *text);
#else
#define pk_fail good_fail
#endif

/* Reads the JSON of the configuration; on failure writes the reason. */
#ifdef PK_OVERRIDE_READ_CONFIG
static bool pk_read_config(const char *text, struct good_config *config, char why[GOOD_ERROR_MAX]);
#else
#define pk_read_config good_read_config
#endif

/* Reads the open parameters: number of events, or the reason of a failure. */
#ifdef PK_OVERRIDE_READ_OPEN_PARAMS
static bool pk_read_open_params(const char *params, uint64_t *count, char why[GOOD_ERROR_MAX]);
#else
#define pk_read_open_params good_read_open_params
#endif

/* Writes the payload of event `seq` and gives its length, at most `room`. */
#ifdef PK_OVERRIDE_WRITE_PAYLOAD
static uint32_t pk_write_payload(struct good_instance *instance, uint64_t seq, char *at, uint32_t room);
#else
#define pk_write_payload good_write_payload
#endif

/* Writes event `seq`, of at most GOOD_SLOT bytes, payload included. */
#ifdef PK_OVERRIDE_WRITE_EVENT
static void pk_write_event(struct good_instance *instance, uint64_t seq, char *at);
#else
#define pk_write_event good_write_event
#endif

/* Payload of an event of this plugin, or NULL. */
#ifdef PK_OVERRIDE_READ_PAYLOAD
static const char *pk_read_payload(const ss_plugin_event *evt, uint32_t *len);
#else
#define pk_read_payload good_read_payload
#endif

/* Answers one requested field of an event; res_len is 0 on entry. */
#ifdef PK_OVERRIDE_EXTRACT_FIELD
static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt, ss_plugin_extract_field *request,
                             struct good_result *result);
#else
#define pk_extract_field good_extract_field
#endif

/* Fills in the input of add_table. */
#ifdef PK_OVERRIDE_FILL_TABLE
static void pk_fill_table(struct good_state *state, ss_plugin_table_input *input);
#else
#define pk_fill_table good_fill_table
#endif

/* Looks up tables and fields, and adds the own table. */
#ifdef PK_OVERRIDE_USE_TABLES
static ss_plugin_rc pk_use_tables(struct good_state *state, const ss_plugin_init_tables_input *tables);
#else
#define pk_use_tables good_use_tables
#endif

/* Reads the thread of an event from the host's table. */
#ifdef PK_OVERRIDE_READ_THREAD
static void pk_read_thread(struct good_state *state, const ss_plugin_event *evt, const ss_plugin_event_parse_input *in);
#else
#define pk_read_thread good_read_thread
#endif

/* Writes the async event `tick` number `n` into `at` (GOOD_TICK_MAX bytes). */
#ifdef PK_OVERRIDE_WRITE_TICK
static void pk_write_tick(uint64_t n, char *at);
#else
#define pk_write_tick good_write_tick
#endif

/* Sends one tick to the handler. */
#ifdef PK_OVERRIDE_SEND_TICK
static ss_plugin_rc pk_send_tick(struct good_state *state, ss_plugin_owner_t *owner,
                                 ss_plugin_async_event_handler_t handler);
#else
#define pk_send_tick good_send_tick
#endif

/* Starts and stops the async thread. */
#ifdef PK_OVERRIDE_START_ASYNC
static ss_plugin_rc pk_start_async(struct good_state *state, ss_plugin_owner_t *owner,
                                   ss_plugin_async_event_handler_t handler);
#else
#define pk_start_async good_start_async
#endif
#ifdef PK_OVERRIDE_STOP_ASYNC
static void pk_stop_async(struct good_state *state);
#else
#define pk_stop_async good_stop_async
#endif

/* Fills in state->metrics. */
#ifdef PK_OVERRIDE_FILL_METRICS
static void pk_fill_metrics(struct good_state *state);
#else
#define pk_fill_metrics good_fill_metrics
#endif

/* Free everything that belongs to an instance or a state, and the thing itself. */
#ifdef PK_OVERRIDE_FREE_INSTANCE
static void pk_free_instance(struct good_instance *instance);
#else
#define pk_free_instance good_free_instance
#endif
#ifdef PK_OVERRIDE_FREE_STATE
static void pk_free_state(struct good_state *state);
#else
#define pk_free_state good_free_state
#endif

#endif
