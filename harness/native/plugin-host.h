/*
 * The native host: what runs beside a Falco plugin and must not be JavaScript. Plain C ABI, called through an FFI.
 * Addresses travel as 64-bit integers. Functions that can fail return 0 or -errno unless they say otherwise.
 */
#ifndef PLUGIN_HOST_H
#define PLUGIN_HOST_H

#include <stddef.h>
#include <stdint.h>

#define NH_EXPORT __attribute__((visibility("default")))

struct nh_thread;
struct nh_owner;
struct nh_table_registry;
struct nh_table;
struct nh_entry;
struct nh_table_info;

/* ---- start ---- */

/*
 * Once per process, before anything else: resolves the C library through `dlsym`, maps the page (from `page_fd`, or
 * anonymous memory when it is negative) and creates the rings.
 */
NH_EXPORT int nh_start(void *(*dlsym)(void *, const char *), int page_fd);
NH_EXPORT void *nh_page_address(void);
/* Installs the crash recorder and the hang recorder (on `hang_signal`). Before the plugin is loaded, so that Go chains to it. */
NH_EXPORT int nh_record_crashes(int hang_signal);

/* ---- last words ---- */

/* A descriptor that becomes readable when the process is about to end of what a plugin did; negative: -errno. */
NH_EXPORT int nh_last_words_fd(void);
/* All is said: the process may end. */
NH_EXPORT void nh_last_words_said(void);

/* The offsets of the page, for the test that holds crash-page.ts against this. */
struct nh_layout_row {
	char name[40];
	uint32_t value;
	uint32_t reserved;
};
extern const struct nh_layout_row nh_layout_table[];
NH_EXPORT const struct nh_layout_row *nh_layout_rows(void);
NH_EXPORT uint32_t nh_layout_count(void);

/* ---- threads ---- */

#define NH_THREAD_STACK (8 * 1024 * 1024)

/*
 * A thread that executes posted calls, one at a time, on an 8 MiB stack as Falco's. The first one created is the plugin
 * thread. Returns NULL when it cannot be made.
 */
NH_EXPORT struct nh_thread *nh_thread_create(const char *name);
/* An eventfd that becomes readable when a posted call has returned. */
NH_EXPORT int nh_thread_fd(struct nh_thread *thread);
NH_EXPORT uint32_t nh_thread_slot(struct nh_thread *thread);
/* Posts fn(args...); -EBUSY while another call is under way. `call` goes into the breadcrumb. */
NH_EXPORT int nh_thread_post(struct nh_thread *thread, uint32_t call, void *fn, uint64_t a0, uint64_t a1, uint64_t a2,
			     uint64_t a3, uint64_t a4, uint64_t a5, uint64_t a6, uint64_t a7);
/* Takes the result of the call that returned; -EAGAIN while it has not. */
NH_EXPORT int nh_thread_take(struct nh_thread *thread, uint64_t *result);
/* Ends the thread once it is idle, and joins it. */
NH_EXPORT int nh_thread_stop(struct nh_thread *thread);

/* ---- memory ---- */

/* 0, or -1 when not everything is readable; `*done` is the number of bytes copied before the fault. */
NH_EXPORT int nh_read_memory(void *to, const void *from, uint64_t bytes, uint64_t *done);

/*
 * Overwrites what calls that returned left on the stack below the caller. Posted to the thread that made them, so that the
 * frames are those of a plugin. Always 0.
 */
NH_EXPORT uint64_t nh_overwrite_stack(void);

/* ---- rings ---- */

struct nh_ring {
	uint64_t head; /* next ticket */
	uint64_t tail; /* next to read; the reader advances it */
	uint64_t dropped;
	uint32_t record_bytes;
	uint32_t capacity;
	uint8_t reserved[32];
	/* `capacity` records follow; each begins with a u64 that is its ticket + 1 once it is whole. */
};
NH_EXPORT struct nh_ring *nh_violation_ring(void);
NH_EXPORT struct nh_ring *nh_log_ring(void);
NH_EXPORT struct nh_ring *nh_async_ring(void);
/* From now on async events of any length are kept, for nh_collect to take; else the beginning of long ones is. */
NH_EXPORT void nh_keep_whole_asyncs(void);

/* ---- the owner ---- */

/* A new owner: what ss_plugin_init_input.owner points to. NULL when there are too many. */
NH_EXPORT struct nh_owner *nh_owner_create(void);
NH_EXPORT void nh_owner_set_error(struct nh_owner *owner, const char *error);
NH_EXPORT void nh_owner_set_plugin_state(struct nh_owner *owner, void *state);
/* `names` is kept: one NUL-terminated name after the other, an empty one at the end; NULL allows any. */
NH_EXPORT void nh_owner_script_async(struct nh_owner *owner, uint32_t answer, uint64_t n, uint64_t delay_ns,
				     uint32_t tid_unset, const char *names);
/* 1 before set_async_event_handler(handler), 0 after set_async_event_handler(NULL) came back. */
NH_EXPORT void nh_owner_arm_async(struct nh_owner *owner, uint32_t armed);
/* Calls, failures answered, calls after reset, calls under way. */
NH_EXPORT void nh_owner_async_counters(const struct nh_owner *owner, uint64_t counters[5]);
NH_EXPORT void nh_owner_hold_async(struct nh_owner *owner, uint32_t hold);

/* Callbacks for the plugin: ss_plugin_log_fn, get_owner_last_error, and ss_plugin_async_event_handler_t twice. */
NH_EXPORT void nh_log(void *owner, const char *component, const char *message, int32_t severity);
NH_EXPORT const char *nh_get_owner_last_error(void *owner);
NH_EXPORT int32_t nh_async_handler(void *owner, const void *event, char *err);
NH_EXPORT int32_t nh_dump_handler(void *owner, const void *event, char *err);

/* ---- the pump ---- */

/* ss_plugin_extract_field. */
struct nh_field_request {
	void *res;
	uint64_t res_len;
	uint32_t field_id;
	const char *field;
	const char *arg_key;
	uint64_t arg_index;
	uint32_t arg_present;
	uint32_t ftype;
	uint32_t flist;
};

/* Why the pump came back. The order is that of PUMP_STOPS in pump.ts. */
enum nh_pump_stop {
	NH_PUMP_RUNNING,
	NH_PUMP_EVENTS,
	NH_PUMP_TIME,
	NH_PUMP_EOF,
	NH_PUMP_FAILURE, /* FAILURE, NOT_SUPPORTED or a code that is none */
	NH_PUMP_EMPTY_SUCCESS, /* SUCCESS with no event, which Falco takes for an error */
	NH_PUMP_MALFORMED, /* an event that source_plugin.c refuses, at bad_index of the batch */
	NH_PUMP_IDLE, /* max_idle timeouts one after the other */
	NH_PUMP_NULL_BATCH,
};

enum { NH_SAMPLE_NEXT_BATCH, NH_SAMPLE_EXTRACT };

struct nh_pump {
	/* What to do. */
	void *state;
	void *instance;
	void *next_batch;
	void *extract_fields;
	void *parse_event; /* NULL: no parsing */
	void *owner;
	void *extract_input; /* ss_plugin_field_extract_input; num_fields and fields are filled in */
	void *parse_input; /* ss_plugin_event_parse_input */
	const struct nh_field_request *requests;
	struct nh_field_request *scratch; /* as many as requests: what the plugin fills */
	const char *event_source;
	uint64_t *samples; /* ns of one call each */
	uint64_t sample_capacity;
	uint64_t max_events; /* 0: no limit */
	uint64_t max_ns; /* 0: no limit */
	uint64_t max_idle; /* 0: no limit */
	uint32_t num_requests;
	uint32_t fields_per_call; /* 1 as libsinsp does */
	uint32_t plugin_id;
	uint32_t sample_every; /* 0: no samples */
	uint32_t sample_what;
	/* What goes on from one run to the next. */
	uint32_t nevts;
	void *evts;
	uint64_t event_number;
	/* What came of it; added to what is there. */
	int32_t rc; /* of the last next_batch */
	uint32_t stop;
	uint64_t calls; /* of next_batch */
	uint64_t batches; /* with events */
	uint64_t events;
	uint64_t bytes;
	uint64_t timeouts;
	uint64_t batch_min;
	uint64_t batch_max;
	uint64_t extract_calls;
	uint64_t values;
	uint64_t refused; /* extract_fields that did not return SUCCESS */
	uint64_t parse_failures;
	uint64_t bad_index;
	uint64_t samples_taken;
	uint64_t elapsed_ns;
};

/* Runs until something stops it; posted to the plugin thread. Returns enum nh_pump_stop. */
NH_EXPORT uint64_t nh_pump_run(struct nh_pump *pump);

/* ---- given events ---- */

/* A stream of events that are there already, in writable memory. */
struct nh_given {
	uint64_t taken; /* whether they were delivered */
	uint64_t count;
	void **events;
};
/* In the place of a plugin's next_batch, with an nh_given as its instance: one batch, then EOF. */
NH_EXPORT int32_t nh_given_next_batch(void *state, struct nh_given *given, uint32_t *count, void ***events);

/* ---- state tables ---- */

/* The tables that an owner offers; `legacy` for a plugin that requires API 3.0. */
NH_EXPORT struct nh_table_registry *nh_registry_create(struct nh_owner *owner, uint32_t legacy);
/* Without tables and entries, for the next state of a plugin. Only while no state uses them. */
NH_EXPORT void nh_registry_reset(struct nh_table_registry *registry);
/* From the reset on, the nth lookup of a table or field by name (from 1) finds nothing; 0 for none. */
NH_EXPORT void nh_registry_refuse_lookup(struct nh_table_registry *registry, uint64_t n);
NH_EXPORT uint64_t nh_registry_lookups(const struct nh_table_registry *registry);
/* Another plugin on the same tables, as in one Falco. */
NH_EXPORT void nh_registry_share(struct nh_table_registry *registry, struct nh_owner *owner);

/* Callbacks for ss_plugin_init_tables_input. */
NH_EXPORT const struct nh_table_info *nh_list_tables(void *owner, uint32_t *n);
NH_EXPORT void *nh_get_table(void *owner, const char *name, int32_t key_type);
NH_EXPORT int32_t nh_add_table(void *owner, const void *input);
/* The vtables, extended form: 6, 6 and 3 functions, of which the older forms are the first 4, 6 and 3. */
NH_EXPORT const void *nh_reader_functions(void);
NH_EXPORT const void *nh_writer_functions(void);
NH_EXPORT const void *nh_fields_functions(void);
/* After each call into the plugin: records and takes what it still holds. */
NH_EXPORT void nh_tables_end_call(void *owner);

/* The host's own side; only while no call of the plugin is under way. Keys and values are 8 bytes, texts by address. */
NH_EXPORT void *nh_host_add_table(struct nh_table_registry *registry, const char *name, int32_t key_type);
NH_EXPORT void *nh_host_find_table(struct nh_table_registry *registry, const char *name);
NH_EXPORT void *nh_host_add_field(struct nh_table *table, const char *name, int32_t type, uint32_t read_only);
NH_EXPORT void *nh_host_add_table_field(struct nh_table *table, const char *name, int32_t key_type, uint32_t read_only);
NH_EXPORT void *nh_host_entry(struct nh_table *table, const void *key);
NH_EXPORT void *nh_host_find_entry(struct nh_table *table, const void *key);
NH_EXPORT int nh_host_set(struct nh_entry *entry, const char *field, const void *value);
NH_EXPORT int nh_host_get(struct nh_entry *entry, const char *field, uint64_t *value);
NH_EXPORT void nh_host_clear(struct nh_table *table);
NH_EXPORT uint64_t nh_host_table_size(const struct nh_table *table);
NH_EXPORT uint32_t nh_host_held(const struct nh_table_registry *registry);
/* The tables by position, NULL behind the last; name and type of the key of one. */
NH_EXPORT void *nh_host_table_at(const struct nh_table_registry *registry, uint32_t index);
NH_EXPORT const char *nh_host_table_name(const struct nh_table *table);
NH_EXPORT int32_t nh_host_key_type(const struct nh_table *table);
/* For iterate_entries of a plugin's table: counts to a limit, and stops there. */
struct nh_visits {
	uint64_t count;
	uint64_t limit;
};
NH_EXPORT uint32_t nh_visit(void *visits, void *entry);
/* Of a table that a plugin registered: {table, 6 reader, 6 writer, 3 fields functions}, 16 pointers; else NULL. */
NH_EXPORT const void *nh_host_plugin_table(const struct nh_table *table);

/* ---- routines ---- */

NH_EXPORT int nh_routines_open(struct nh_owner *owner);
NH_EXPORT void nh_routines_close(struct nh_owner *owner);
NH_EXPORT uint64_t nh_routines_run(struct nh_owner *owner);
/* Subscriptions so far, those that are not unsubscribed, and runs; zeros where no pool was opened. */
NH_EXPORT void nh_routines_counters(const struct nh_owner *owner, uint64_t counters[3]);
/* Callbacks for ss_plugin_routine_vtable. */
NH_EXPORT void *nh_subscribe(void *owner, uint32_t (*run)(void *, void *), void *argument);
NH_EXPORT int32_t nh_unsubscribe(void *owner, void *handle);

#endif
