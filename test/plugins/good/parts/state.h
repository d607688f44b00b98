/* SPDX-License-Identifier: Apache-2.0 */
/* What lives in a state (one per init) and in an instance (one per open). */
#ifndef GOOD_STATE_H
#define GOOD_STATE_H

#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

/* A function that a mutant may leave without a caller. */
#define GOOD_FN static __attribute__((unused))

#define GOOD_ERROR_MAX 256
#define GOOD_TEXT_MAX 128
#define GOOD_LIST_MAX 4

struct good_config {
	uint64_t max;
	char prefix[GOOD_PREFIX_MAX + 1];
};

/* Place for the values of one requested field. */
struct good_result {
	uint64_t u64;
	ss_plugin_bool boolean;
	unsigned char address[16];
	ss_plugin_byte_buffer buf;
	const char *str[GOOD_LIST_MAX];
	char text[GOOD_LIST_MAX][GOOD_TEXT_MAX];
	/* Where the value stands in the event; 0, 0 if it does not. */
	uint32_t start, length;
};

/* The own table: counts by number, see parts/table.h. */
struct good_entry;
struct good_column {
	char *name;
	ss_plugin_state_type type;
	ss_plugin_bool read_only;
};
#define GOOD_COLUMNS_MAX 16
struct good_table {
	struct good_entry *first;
	uint64_t size;
	struct good_column columns[GOOD_COLUMNS_MAX];
	uint32_t ncolumns;
	ss_plugin_table_fieldinfo listed[GOOD_COLUMNS_MAX];
	ss_plugin_table_reader_vtable_ext reader;
	ss_plugin_table_writer_vtable_ext writer;
	ss_plugin_table_fields_vtable_ext fields;
};

struct good_state {
	ss_plugin_owner_t *owner;
	ss_plugin_owner_error_fn_t owner_error;
	ss_plugin_log_fn_t log;
	struct good_config config;
	char error[GOOD_ERROR_MAX];       /* the latest failure */
	char error_given[GOOD_ERROR_MAX]; /* what get_last_error returned */

	_Atomic uint64_t events;       /* produced by all streams */
	_Atomic uint32_t open_streams; /* open now */
	ss_plugin_metric metrics[2];

	char summary[2 * GOOD_TEXT_MAX]; /* of event_to_string */
	struct good_result *results;
	uint32_t nresults;
	uint32_t *offsets; /* starts, then lengths */
	uint32_t noffsets;

	struct good_table table;
	uint64_t parsed;
	ss_plugin_table_t *threads; /* NULL if the host has none */
	ss_plugin_table_field_t *thread_comm;
	char comm[GOOD_TEXT_MAX];

	pthread_t async_thread;
	bool async_running;
	atomic_bool async_stop;
	ss_plugin_owner_t *async_owner;
	ss_plugin_async_event_handler_t async_handler;
	_Atomic uint64_t ticks;

	ss_plugin_routine_t *routine; /* NULL if not subscribed */
	_Atomic uint64_t routine_runs;
};

struct good_instance {
	uint64_t count;            /* events of the stream */
	_Atomic uint64_t produced; /* of them given to the host */
	uint64_t calls;            /* of good_next_batch */
	char prefix[GOOD_PREFIX_MAX + 1];
	char progress[GOOD_TEXT_MAX];
	char *slots; /* GOOD_BATCH times GOOD_SLOT bytes */
	ss_plugin_event *events[GOOD_BATCH];
};

/* How the handle given to the host and the state belong together; a variant may hand out something else. */
#ifndef GOOD_OWN_HANDLES
GOOD_FN struct good_state *good_state_of(ss_plugin_t *s) {
	return s;
}
GOOD_FN ss_plugin_t *good_handle_of(struct good_state *state) {
	return state;
}
GOOD_FN void good_forget_handle(ss_plugin_t *s) {
	(void)s;
}
#else
static struct good_state *good_state_of(ss_plugin_t *s);
static ss_plugin_t *good_handle_of(struct good_state *state);
static void good_forget_handle(ss_plugin_t *s);
#endif

#endif
