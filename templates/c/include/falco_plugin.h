/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Falco plugin API 3.12.0, for plugins written in C or C++.
 *
 * A plugin is a shared library that exports the functions declared at the end of this file. It has no dependency on
 * Falco: the host looks the functions up by name. Define the eight common ones, and all required ones of each
 * capability that you want:
 *
 *   capability   what it does                       required functions
 *   common       identity, set-up, errors           get_required_api_version, get_name, get_description, get_contact,
 *                                                   get_version, init, destroy, get_last_error
 *   sourcing     produces events                    open, close, next_batch (and get_id with get_event_source)
 *   extraction   gives fields to rules              get_fields, extract_fields
 *   parsing      keeps state from the event stream  parse_event
 *   async        injects events from own threads    get_async_events, set_async_event_handler
 *   listening    hears of capture start and stop    capture_open, capture_close
 *
 * Memory. Whatever the plugin returns belongs to the plugin; the host never frees it. A returned pointer has to stay
 * valid until the next call of the same function with the same state or instance, or until destroy or close. Whatever
 * the host passes in is valid only during the call, except where this file says otherwise. Text is NUL-terminated
 * UTF-8.
 *
 * Threads. Calls with one state come one at a time, except that next_batch, get_progress, event_to_string,
 * extract_fields and parse_event may run at the same time with different arguments, and that Falco reads the metrics
 * from a thread of its own. Falco initialises one library several times in a process (once per event source): keep
 * everything in the state that init returns, never in global variables.
 *
 * Errors. Functions answer with a result code; the reason is asked for with get_last_error, right after the failure.
 */
#ifndef FALCO_PLUGIN_H
#define FALCO_PLUGIN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Marks an exported function; all prototypes below carry it, so -fvisibility=hidden hides only your own functions. */
#ifndef FALCO_PLUGIN_EXPORT
#define FALCO_PLUGIN_EXPORT __attribute__((visibility("default")))
#endif

/* What plugin_get_required_api_version returns. A host loads a plugin that asks for its own major version and for no
 * newer minor version and patch: 3.12.0 is the API of Falco 0.42 and later. */
#define FALCO_PLUGIN_API_VERSION "3.12.0"

/* Bytes that an async event handler may write into its `err` argument. */
#define PLUGIN_MAX_ERRLEN 1024

/* Event types that belong to plugins. All others are system calls and meta events of the host. */
#define FALCO_PLUGIN_EVENT 322
#define FALCO_PLUGIN_ASYNC_EVENT 402

/* Where the payload of a plugin event begins, counted from the event header: 26 bytes of header, two lengths of 4
 * bytes, 4 bytes of plugin ID. Value offsets (see ss_plugin_extract_value_offsets) count the same way. */
#define PLUGIN_EVENT_PAYLOAD_OFFSET 38

/* ---- Values ---------------------------------------------------------------------------------------------------- */

/* A truth value, 4 bytes wide. Use exactly 0 and 1: rules compare the raw number. */
typedef uint32_t ss_plugin_bool;

typedef enum ss_plugin_rc {
	SS_PLUGIN_SUCCESS = 0,
	SS_PLUGIN_FAILURE = 1,       /* the reason is in plugin_get_last_error */
	SS_PLUGIN_TIMEOUT = -1,      /* next_batch: nothing more for now, ask again */
	SS_PLUGIN_EOF = 2,           /* next_batch: there will never be more events */
	SS_PLUGIN_NOT_SUPPORTED = 3, /* for the host a failure */
} ss_plugin_rc;

/* How the text of plugin_get_init_schema is to be read. */
typedef enum ss_plugin_schema_type {
	SS_PLUGIN_SCHEMA_NONE = 0, /* no schema: the host passes any configuration */
	SS_PLUGIN_SCHEMA_JSON = 1, /* a JSON Schema: the host validates the configuration before init */
} ss_plugin_schema_type;

/* Type of an extracted field. The comment names the type in the JSON of plugin_get_fields and the member of
 * ss_plugin_extract_field.res that carries the values. */
typedef enum ss_plugin_field_type {
	FTYPE_UINT64 = 8,   /* "uint64":  res.u64 */
	FTYPE_STRING = 9,   /* "string":  res.str, no element NULL */
	FTYPE_RELTIME = 20, /* "reltime": res.u64, a duration in nanoseconds */
	FTYPE_ABSTIME = 21, /* "abstime": res.u64, nanoseconds since 1970 */
	FTYPE_BOOL = 25,    /* "bool":    res.boolean, 0 or 1 */
	FTYPE_IPADDR = 40,  /* "ipaddr":  res.buf, 4 or 16 bytes in network order */
	FTYPE_IPNET = 41,   /* "ipnet":   res.buf, as ipaddr; there is no place for a prefix length */
} ss_plugin_field_type;

typedef enum ss_plugin_log_severity {
	SS_PLUGIN_LOG_SEV_FATAL = 1,
	SS_PLUGIN_LOG_SEV_CRITICAL = 2,
	SS_PLUGIN_LOG_SEV_ERROR = 3,
	SS_PLUGIN_LOG_SEV_WARNING = 4,
	SS_PLUGIN_LOG_SEV_NOTICE = 5,
	SS_PLUGIN_LOG_SEV_INFO = 6,
	SS_PLUGIN_LOG_SEV_DEBUG = 7,
	SS_PLUGIN_LOG_SEV_TRACE = 8,
} ss_plugin_log_severity;

/* ---- Handles --------------------------------------------------------------------------------------------------- */

typedef void ss_plugin_t;       /* your plugin's state: what plugin_init returned */
typedef void ss_instance_t;     /* one open event stream: what plugin_open returned */
typedef void ss_plugin_owner_t; /* the host's side of this plugin: pass it back to the host's callbacks unread */

/* ---- Events ---------------------------------------------------------------------------------------------------- */

/* Header of an event. After it come `nparams` lengths, then the parameters without gaps. Lengths are 4 bytes wide in
 * plugin events and async events, 2 bytes in practically all others. Numbers are little-endian and unaligned. */
typedef struct __attribute__((packed)) ss_plugin_event {
	uint64_t ts;      /* nanoseconds since 1970; UINT64_MAX lets the host stamp the event */
	uint64_t tid;     /* thread ID; UINT64_MAX for none, as in all plugin events */
	uint32_t len;     /* bytes of the whole event, header included */
	uint16_t type;    /* event type: FALCO_PLUGIN_EVENT for the events of a plugin with an ID */
	uint32_t nparams; /* number of parameters */
} ss_plugin_event;

/* An event on its way to the plugin. */
typedef struct ss_plugin_event_input {
	const ss_plugin_event* evt;
	uint64_t evtnum;    /* the host's running number; it may skip */
	const char* evtsrc; /* name of the event source, for example "syscall"; NULL if the host knows none */
} ss_plugin_event_input;

/* Bytes of a given length. */
typedef struct ss_plugin_byte_buffer {
	uint32_t len;
	const void* ptr;
} ss_plugin_byte_buffer;

/* ---- State tables ---------------------------------------------------------------------------------------------- */

typedef void ss_plugin_table_t;
typedef void ss_plugin_table_entry_t;
typedef void ss_plugin_table_field_t;
typedef void ss_plugin_table_iterator_state_t;

/* Type of a table's key and of its fields. */
typedef enum ss_plugin_state_type {
	SS_PLUGIN_ST_INT8 = 1,
	SS_PLUGIN_ST_INT16 = 2,
	SS_PLUGIN_ST_INT32 = 3,
	SS_PLUGIN_ST_INT64 = 4,
	SS_PLUGIN_ST_UINT8 = 5,
	SS_PLUGIN_ST_UINT16 = 6,
	SS_PLUGIN_ST_UINT32 = 7,
	SS_PLUGIN_ST_UINT64 = 8,
	SS_PLUGIN_ST_STRING = 9,
	SS_PLUGIN_ST_TABLE = 10, /* a table inside an entry */
	SS_PLUGIN_ST_BOOL = 25,
} ss_plugin_state_type;

/* A key or the value of a field; the type says which member is meant. */
typedef union ss_plugin_state_data {
	int8_t s8;
	int16_t s16;
	int32_t s32;
	int64_t s64;
	uint8_t u8;
	uint16_t u16;
	uint32_t u32;
	uint64_t u64;
	const char* str;
	ss_plugin_bool b;
	ss_plugin_table_t* table;
} ss_plugin_state_data;

typedef struct ss_plugin_table_info {
	const char* name;
	ss_plugin_state_type key_type;
} ss_plugin_table_info;

typedef struct ss_plugin_table_fieldinfo {
	const char* name;
	ss_plugin_state_type field_type;
	ss_plugin_bool read_only;
} ss_plugin_table_fieldinfo;

/* Called once per entry; return 0 to stop. */
typedef ss_plugin_bool (*ss_plugin_table_iterator_func_t)(ss_plugin_table_iterator_state_t* s,
                                                          ss_plugin_table_entry_t* e);

/* The functions of a table come in three groups, each in a first form and in an extended form (`_ext`, since API 3.1).
 * Use the extended ones. A table of your own has to offer both, with the same function pointers. */

/* The fields that all entries of the table have. Look fields up in plugin_init and keep the handles. */
typedef struct ss_plugin_table_fields_vtable {
	const ss_plugin_table_fieldinfo* (*list_table_fields)(ss_plugin_table_t* t, uint32_t* nfields);
	/* NULL if there is no such field, or one of another type. */
	ss_plugin_table_field_t* (*get_table_field)(ss_plugin_table_t* t, const char* name, ss_plugin_state_type data_type);
	/* Gives the existing field if name and type are known already; NULL on failure. */
	ss_plugin_table_field_t* (*add_table_field)(ss_plugin_table_t* t, const char* name, ss_plugin_state_type data_type);
} ss_plugin_table_fields_vtable;

typedef struct ss_plugin_table_fields_vtable_ext {
	const ss_plugin_table_fieldinfo* (*list_table_fields)(ss_plugin_table_t* t, uint32_t* nfields);
	ss_plugin_table_field_t* (*get_table_field)(ss_plugin_table_t* t, const char* name, ss_plugin_state_type data_type);
	ss_plugin_table_field_t* (*add_table_field)(ss_plugin_table_t* t, const char* name, ss_plugin_state_type data_type);
} ss_plugin_table_fields_vtable_ext;

typedef struct ss_plugin_table_reader_vtable {
	const char* (*get_table_name)(ss_plugin_table_t* t);
	uint64_t (*get_table_size)(ss_plugin_table_t* t); /* UINT64_MAX on failure */
	/* NULL if there is no entry with this key. */
	ss_plugin_table_entry_t* (*get_table_entry)(ss_plugin_table_t* t, const ss_plugin_state_data* key);
	ss_plugin_rc (*read_entry_field)(ss_plugin_table_t* t, ss_plugin_table_entry_t* e, const ss_plugin_table_field_t* f,
	                                 ss_plugin_state_data* out);
} ss_plugin_table_reader_vtable;

typedef struct ss_plugin_table_reader_vtable_ext {
	const char* (*get_table_name)(ss_plugin_table_t* t);
	uint64_t (*get_table_size)(ss_plugin_table_t* t);
	ss_plugin_table_entry_t* (*get_table_entry)(ss_plugin_table_t* t, const ss_plugin_state_data* key);
	ss_plugin_rc (*read_entry_field)(ss_plugin_table_t* t, ss_plugin_table_entry_t* e, const ss_plugin_table_field_t* f,
	                                 ss_plugin_state_data* out);
	/* Give back every entry that get_table_entry or add_table_entry returned, once, in the same call into the plugin. */
	void (*release_table_entry)(ss_plugin_table_t* t, ss_plugin_table_entry_t* e);
	/* 0 if it failed or the callback stopped it. Entries are lent for the callback only: do not release them. */
	ss_plugin_bool (*iterate_entries)(ss_plugin_table_t* t, ss_plugin_table_iterator_func_t it,
	                                  ss_plugin_table_iterator_state_t* s);
} ss_plugin_table_reader_vtable_ext;

typedef struct ss_plugin_table_writer_vtable {
	ss_plugin_rc (*clear_table)(ss_plugin_table_t* t);
	ss_plugin_rc (*erase_table_entry)(ss_plugin_table_t* t, const ss_plugin_state_data* key);
	/* An entry outside the table; it ends in add_table_entry or in destroy_table_entry. */
	ss_plugin_table_entry_t* (*create_table_entry)(ss_plugin_table_t* t);
	void (*destroy_table_entry)(ss_plugin_table_t* t, ss_plugin_table_entry_t* e);
	/* Moves a created entry into the table under this key, in place of an older one, and lends it to the caller: use
	 * the returned pointer from now on and release it. */
	ss_plugin_table_entry_t* (*add_table_entry)(ss_plugin_table_t* t, const ss_plugin_state_data* key,
	                                            ss_plugin_table_entry_t* entry);
	ss_plugin_rc (*write_entry_field)(ss_plugin_table_t* t, ss_plugin_table_entry_t* e,
	                                  const ss_plugin_table_field_t* f, const ss_plugin_state_data* in);
} ss_plugin_table_writer_vtable;

typedef struct ss_plugin_table_writer_vtable_ext {
	ss_plugin_rc (*clear_table)(ss_plugin_table_t* t);
	ss_plugin_rc (*erase_table_entry)(ss_plugin_table_t* t, const ss_plugin_state_data* key);
	ss_plugin_table_entry_t* (*create_table_entry)(ss_plugin_table_t* t);
	void (*destroy_table_entry)(ss_plugin_table_t* t, ss_plugin_table_entry_t* e);
	ss_plugin_table_entry_t* (*add_table_entry)(ss_plugin_table_t* t, const ss_plugin_state_data* key,
	                                            ss_plugin_table_entry_t* entry);
	ss_plugin_rc (*write_entry_field)(ss_plugin_table_t* t, ss_plugin_table_entry_t* e,
	                                  const ss_plugin_table_field_t* f, const ss_plugin_state_data* in);
} ss_plugin_table_writer_vtable_ext;

/* A table that the plugin offers to other plugins (see add_table). The host copies the function pointers, extended ones
 * included, and keeps `name` and `table`: these two have to live as long as the plugin's state. */
typedef struct ss_plugin_table_input {
	const char* name; /* unique in the host */
	ss_plugin_state_type key_type;
	ss_plugin_table_t* table; /* passed to every function below */
	ss_plugin_table_reader_vtable reader;
	ss_plugin_table_writer_vtable writer;
	ss_plugin_table_fields_vtable fields;
	ss_plugin_table_reader_vtable_ext* reader_ext; /* since 3.1, as the next two */
	ss_plugin_table_writer_vtable_ext* writer_ext;
	ss_plugin_table_fields_vtable_ext* fields_ext;
} ss_plugin_table_input;

/* Table access during plugin_init: the only place where tables and fields can be looked up or added. This struct and
 * the ones that it points to are gone when init returns; copy the function pointers that you want to keep. */
typedef struct ss_plugin_init_tables_input {
	/* The tables of the host and of plugins loaded earlier; the array is overwritten by the next call. */
	ss_plugin_table_info* (*list_tables)(ss_plugin_owner_t* o, uint32_t* ntables);
	/* NULL if there is no such table. The host's own table is "threads", with SS_PLUGIN_ST_INT64 keys. */
	ss_plugin_table_t* (*get_table)(ss_plugin_owner_t* o, const char* name, ss_plugin_state_type key_type);
	ss_plugin_rc (*add_table)(ss_plugin_owner_t* o, const ss_plugin_table_input* in);
	ss_plugin_table_fields_vtable fields;
	ss_plugin_table_fields_vtable_ext* fields_ext; /* since 3.1 */
	ss_plugin_table_reader_vtable_ext* reader_ext; /* since 3.5 */
	ss_plugin_table_writer_vtable_ext* writer_ext; /* since 3.5 */
} ss_plugin_init_tables_input;

/* ---- What the host passes in ----------------------------------------------------------------------------------- */

/* Text of the last error of one of the host's callbacks (not of the plugin), or NULL. Not cleared by a success. */
typedef const char* (*ss_plugin_owner_error_fn_t)(ss_plugin_owner_t* o);

/* Writes a line to the host's log. `component` is a part of your plugin, or NULL. May be called from any thread. */
typedef void (*ss_plugin_log_fn_t)(ss_plugin_owner_t* o, const char* component, const char* msg,
                                   ss_plugin_log_severity sev);

typedef struct ss_plugin_init_input {
	const char* config;       /* init_config of falco.yaml; "" if there is none, "{}" if a JSON schema is declared */
	ss_plugin_owner_t* owner; /* may be kept until destroy */
	ss_plugin_owner_error_fn_t get_owner_last_error;
	const ss_plugin_init_tables_input* tables; /* NULL unless the plugin extracts or parses */
	ss_plugin_log_fn_t log_fn;                 /* since 3.3; may be kept until destroy */
} ss_plugin_init_input;

typedef struct ss_plugin_set_config_input {
	const char* config;
} ss_plugin_set_config_input;

/* Where the values of one requested field stand in the event, for hosts that highlight them. `start` and `length` are
 * arrays of the plugin with one element per requested field, counted in bytes from the event header; {0, 0} says that
 * the value is not a part of the event. Leave both NULL if you do not support it. */
typedef struct ss_plugin_extract_value_offsets {
	uint32_t* start;
	uint32_t* length;
} ss_plugin_extract_value_offsets;

/* One field to extract. The first two members are the answer and hold garbage before it. */
typedef struct ss_plugin_extract_field {
	/* Array with res_len elements; which member is meant depends on the field's type. The array and what it points to
	 * stay valid until the next extract_fields with this state. */
	union {
		const char** str;
		uint64_t* u64;
		uint32_t* u32;
		ss_plugin_bool* boolean;
		ss_plugin_byte_buffer* buf;
	} res;
	uint64_t res_len; /* always set it: 0 for no value, 1, or more if the field is a list */

	uint32_t field_id;   /* position of the field in plugin_get_fields */
	const char* field;   /* its name, without the argument */
	const char* arg_key; /* text between the brackets, for fields that take a key; else NULL */
	uint64_t arg_index;  /* number between the brackets, for fields that take an index; without one 0 (Falco up to
	                      * 0.42) or UINT64_MAX (later): look at arg_present */
	ss_plugin_bool arg_present;
	uint32_t ftype;       /* ss_plugin_field_type of the field */
	ss_plugin_bool flist; /* not 0 if the field is declared as a list (Falco passes 64) */
} ss_plugin_extract_field;

typedef struct ss_plugin_field_extract_input {
	ss_plugin_owner_t* owner;
	ss_plugin_owner_error_fn_t get_owner_last_error;
	uint32_t num_fields; /* 1 in Falco; other hosts may ask for more */
	ss_plugin_extract_field* fields;
	ss_plugin_table_reader_vtable table_reader;
	ss_plugin_table_reader_vtable_ext* table_reader_ext; /* since 3.1 */
	ss_plugin_extract_value_offsets* value_offsets;      /* since 3.11; NULL unless the host wants offsets */
} ss_plugin_field_extract_input;

typedef struct ss_plugin_event_parse_input {
	ss_plugin_owner_t* owner;
	ss_plugin_owner_error_fn_t get_owner_last_error;
	ss_plugin_table_reader_vtable table_reader;
	ss_plugin_table_writer_vtable table_writer;
	ss_plugin_table_reader_vtable_ext* table_reader_ext; /* since 3.1 */
	ss_plugin_table_writer_vtable_ext* table_writer_ext; /* since 3.1 */
} ss_plugin_event_parse_input;

/* Hands an async event to the host, which copies it before it returns. May be called from any thread as long as it is
 * set. On failure the reason is written to `err` (PLUGIN_MAX_ERRLEN bytes) unless that is NULL. */
typedef ss_plugin_rc (*ss_plugin_async_event_handler_t)(ss_plugin_owner_t* o, const ss_plugin_event* evt, char* err);

typedef void ss_plugin_routine_t;
typedef void ss_plugin_routine_state_t;

/* A job on the host's thread pool, run again and again until it returns 0 or is unsubscribed. */
typedef ss_plugin_bool (*ss_plugin_routine_fn_t)(ss_plugin_t* s, ss_plugin_routine_state_t* i);

typedef struct ss_plugin_routine_vtable {
	/* NULL if the host has no thread pool, which is so in every Falco up to 0.44: be ready to do without. */
	ss_plugin_routine_t* (*subscribe)(ss_plugin_owner_t* o, ss_plugin_routine_fn_t f, ss_plugin_routine_state_t* i);
	ss_plugin_rc (*unsubscribe)(ss_plugin_owner_t* o, ss_plugin_routine_t* r);
} ss_plugin_routine_vtable;

typedef struct ss_plugin_capture_listen_input {
	ss_plugin_owner_t* owner;
	ss_plugin_routine_vtable* routine;
	ss_plugin_table_reader_vtable_ext* table_reader_ext;
	ss_plugin_table_writer_vtable_ext* table_writer_ext;
	ss_plugin_owner_error_fn_t get_owner_last_error; /* since 3.9 */
} ss_plugin_capture_listen_input;

/* ---- Metrics --------------------------------------------------------------------------------------------------- */

typedef enum ss_plugin_metric_type {
	SS_PLUGIN_METRIC_TYPE_MONOTONIC = 0, /* never goes down */
	SS_PLUGIN_METRIC_TYPE_NON_MONOTONIC = 1,
} ss_plugin_metric_type;

/* Which member of ss_plugin_metric_value carries the value. */
typedef enum ss_plugin_metric_value_type {
	SS_PLUGIN_METRIC_VALUE_TYPE_U32 = 0,
	SS_PLUGIN_METRIC_VALUE_TYPE_S32 = 1,
	SS_PLUGIN_METRIC_VALUE_TYPE_U64 = 2,
	SS_PLUGIN_METRIC_VALUE_TYPE_S64 = 3,
	SS_PLUGIN_METRIC_VALUE_TYPE_D = 4,
	SS_PLUGIN_METRIC_VALUE_TYPE_F = 5,
	SS_PLUGIN_METRIC_VALUE_TYPE_I = 6,
} ss_plugin_metric_value_type;

typedef union ss_plugin_metric_value {
	uint32_t u32;
	int32_t s32;
	uint64_t u64;
	int64_t s64;
	double d;
	float f;
	int i;
} ss_plugin_metric_value;

typedef struct ss_plugin_metric {
	const char* name; /* without the plugin's name, which the host puts before it */
	ss_plugin_metric_type type;
	ss_plugin_metric_value value;
	ss_plugin_metric_value_type value_type;
} ss_plugin_metric;

/* ---- The functions of a plugin --------------------------------------------------------------------------------- */

/* Define it to leave the prototypes out, for example to build a plugin for an older API. */
#ifndef FALCO_PLUGIN_NO_PROTOTYPES

/* -- common -- */

/* Version of the API that the plugin was written for: FALCO_PLUGIN_API_VERSION. Required. */
FALCO_PLUGIN_EXPORT const char* plugin_get_required_api_version(void);
/* What `name` in falco.yaml has to be. Required. */
FALCO_PLUGIN_EXPORT const char* plugin_get_name(void);
/* One sentence. Required. */
FALCO_PLUGIN_EXPORT const char* plugin_get_description(void);
/* Where to report problems: a URL or an address. Required. */
FALCO_PLUGIN_EXPORT const char* plugin_get_contact(void);
/* Version of the plugin itself, three numbers: "1.2.3". Required. */
FALCO_PLUGIN_EXPORT const char* plugin_get_version(void);
/* Schema of the configuration; NULL for none. */
FALCO_PLUGIN_EXPORT const char* plugin_get_init_schema(ss_plugin_schema_type* schema_type);
/* Makes a state. Always set *rc. A state returned together with a failure is used for plugin_get_last_error and then
 * destroyed; returning NULL loses the reason. Required. */
FALCO_PLUGIN_EXPORT ss_plugin_t* plugin_init(const ss_plugin_init_input* input, ss_plugin_rc* rc);
/* Ends a state: stop its threads, free everything. Required. */
FALCO_PLUGIN_EXPORT void plugin_destroy(ss_plugin_t* s);
/* Reason of the latest failure of a call with this state; valid until the next call with it. Required. */
FALCO_PLUGIN_EXPORT const char* plugin_get_last_error(ss_plugin_t* s);
/* Takes a new configuration while running, or answers SS_PLUGIN_FAILURE and keeps the old one. */
FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_set_config(ss_plugin_t* s, const ss_plugin_set_config_input* i);
/* Array of metrics, valid until the next call with this state. Falco may call it while other functions run. */
FALCO_PLUGIN_EXPORT ss_plugin_metric* plugin_get_metrics(ss_plugin_t* s, uint32_t* num_metrics);
/* Oldest version of the host's event table that the plugin understands, for example "4.0.0"; NULL stands for "3.0.0".
 * Declare it if you read system call events: Falco 0.42 and later refuse to run such a plugin without it. */
FALCO_PLUGIN_EXPORT const char* plugin_get_required_event_schema_version(ss_plugin_t* s);

/* -- sourcing -- */

/* ID of the plugin in the registry of Falco plugins; 999 while developing. Needed together with
 * plugin_get_event_source. A source with neither (or with 0 and "") may produce system call events. */
FALCO_PLUGIN_EXPORT uint32_t plugin_get_id(void);
/* Name of the source in rules, for example "aws_cloudtrail". */
FALCO_PLUGIN_EXPORT const char* plugin_get_event_source(void);
/* Begins a stream. `params` is open_params of falco.yaml, "" if there is none. Always set *rc. If it is not
 * SS_PLUGIN_SUCCESS the host asks for the reason, and calls plugin_close with what open returned. Required. */
FALCO_PLUGIN_EXPORT ss_instance_t* plugin_open(ss_plugin_t* s, const char* params, ss_plugin_rc* rc);
/* Ends a stream. `h` is NULL after a failed open. Required. */
FALCO_PLUGIN_EXPORT void plugin_close(ss_plugin_t* s, ss_instance_t* h);
/* JSON array of {"value": ..., "desc": ..., "separator": ...}: sensible arguments of plugin_open. Always set *rc. */
FALCO_PLUGIN_EXPORT const char* plugin_list_open_params(ss_plugin_t* s, ss_plugin_rc* rc);
/* Gives the next events. Always set *nevts (0 if there are none) and *evts, an array of pointers to the events; all of
 * it stays valid, and writable by the host, until the next call or plugin_close. SS_PLUGIN_TIMEOUT and SS_PLUGIN_EOF
 * may come with events; SS_PLUGIN_SUCCESS may not come without. Do not block for more than some 30 ms. The host sets
 * the plugin ID of the events, and the timestamp if it is UINT64_MAX. Required. */
FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t* s, ss_instance_t* h, uint32_t* nevts,
                                                   ss_plugin_event*** evts);
/* How much of the stream is read: *progress_pct from 0 to 10000 (hundredths of a percent), always set it. May return a
 * text for people, or NULL. */
FALCO_PLUGIN_EXPORT const char* plugin_get_progress(ss_plugin_t* s, ss_instance_t* h, uint32_t* progress_pct);
/* One line that sums an event of this plugin up (evt.plugininfo in rules). */
FALCO_PLUGIN_EXPORT const char* plugin_event_to_string(ss_plugin_t* s, const ss_plugin_event_input* evt);

/* -- extraction -- */

/* JSON array of the fields:
 *   {"name": "my.field", "type": "string", "desc": "...", "display": "...", "isList": false, "addOutput": false,
 *    "arg": {"isRequired": false, "isIndex": false, "isKey": false}, "properties": ["hidden", "info", "conversation"]}
 * Needed are name, type (see ss_plugin_field_type) and desc. Required. */
FALCO_PLUGIN_EXPORT const char* plugin_get_fields(void);
/* Answers in->fields[0 ... num_fields - 1] for one event. SS_PLUGIN_FAILURE is for the host "no value". Required. */
FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_extract_fields(ss_plugin_t* s, const ss_plugin_event_input* evt,
                                                       const ss_plugin_field_extract_input* in);
/* JSON array of the sources that the fields are for. NULL or [] is for all; the plugin's own source is always in it. */
FALCO_PLUGIN_EXPORT const char* plugin_get_extract_event_sources(void);
/* Types of the events that the plugin wants. NULL or *numtypes == 0 is for plugin events only, or for all types if the
 * sources include "syscall". Called once, after init. */
FALCO_PLUGIN_EXPORT uint16_t* plugin_get_extract_event_types(uint32_t* numtypes, ss_plugin_t* s);

/* -- parsing -- */

/* Sees every event before any field of it is extracted. The host ignores the result. Required. */
FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_parse_event(ss_plugin_t* s, const ss_plugin_event_input* evt,
                                                    const ss_plugin_event_parse_input* in);
/* As plugin_get_extract_event_sources and plugin_get_extract_event_types. */
FALCO_PLUGIN_EXPORT const char* plugin_get_parse_event_sources(void);
FALCO_PLUGIN_EXPORT uint16_t* plugin_get_parse_event_types(uint32_t* numtypes, ss_plugin_t* s);

/* -- async -- */

/* JSON array of the names of the async events, at most 31 characters each. Required. */
FALCO_PLUGIN_EXPORT const char* plugin_get_async_events(void);
/* As plugin_get_extract_event_sources: into which event streams the events go. */
FALCO_PLUGIN_EXPORT const char* plugin_get_async_event_sources(void);
/* Start to send events to the handler; with NULL, stop: when the call returns, no thread may use the old handler any
 * more. NULL can come first and more than once. Never called when a capture file is replayed. Required. */
FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_set_async_event_handler(ss_plugin_t* s, ss_plugin_owner_t* owner,
                                                                const ss_plugin_async_event_handler_t handler);
/* Called when a capture file is begun: send, during the call, the async events from which parse_event can restore the
 * state later. */
FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_dump_state(ss_plugin_t* s, ss_plugin_owner_t* owner,
                                                   const ss_plugin_async_event_handler_t handler);

/* -- listening -- */

/* Called when events begin to flow, live or from a file. Required. */
FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_capture_open(ss_plugin_t* s, const ss_plugin_capture_listen_input* i);
/* Called when they end, also after a capture_open that failed or never came. Required. */
FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_capture_close(ss_plugin_t* s, const ss_plugin_capture_listen_input* i);

#endif /* FALCO_PLUGIN_NO_PROTOTYPES */

/* All functions as a table, for hosts that link plugins statically. A shared library does not need it. */
typedef struct plugin_api {
	const char* (*get_required_api_version)(void);
	const char* (*get_init_schema)(ss_plugin_schema_type* schema_type);
	ss_plugin_t* (*init)(const ss_plugin_init_input* input, ss_plugin_rc* rc);
	void (*destroy)(ss_plugin_t* s);
	const char* (*get_last_error)(ss_plugin_t* s);
	const char* (*get_name)(void);
	const char* (*get_description)(void);
	const char* (*get_contact)(void);
	const char* (*get_version)(void);
	uint32_t (*get_id)(void);
	const char* (*get_event_source)(void);
	ss_instance_t* (*open)(ss_plugin_t* s, const char* params, ss_plugin_rc* rc);
	void (*close)(ss_plugin_t* s, ss_instance_t* h);
	const char* (*list_open_params)(ss_plugin_t* s, ss_plugin_rc* rc);
	const char* (*get_progress)(ss_plugin_t* s, ss_instance_t* h, uint32_t* progress_pct);
	const char* (*event_to_string)(ss_plugin_t* s, const ss_plugin_event_input* evt);
	ss_plugin_rc (*next_batch)(ss_plugin_t* s, ss_instance_t* h, uint32_t* nevts, ss_plugin_event*** evts);
	uint16_t* (*get_extract_event_types)(uint32_t* numtypes, ss_plugin_t* s);
	const char* (*get_extract_event_sources)(void);
	const char* (*get_fields)(void);
	ss_plugin_rc (*extract_fields)(ss_plugin_t* s, const ss_plugin_event_input* evt,
	                               const ss_plugin_field_extract_input* in);
	uint16_t* (*get_parse_event_types)(uint32_t* numtypes, ss_plugin_t* s);
	const char* (*get_parse_event_sources)(void);
	ss_plugin_rc (*parse_event)(ss_plugin_t* s, const ss_plugin_event_input* evt, const ss_plugin_event_parse_input* in);
	const char* (*get_async_event_sources)(void);
	const char* (*get_async_events)(void);
	ss_plugin_rc (*set_async_event_handler)(ss_plugin_t* s, ss_plugin_owner_t* owner,
	                                        const ss_plugin_async_event_handler_t handler);
	ss_plugin_rc (*dump_state)(ss_plugin_t* s, ss_plugin_owner_t* owner, const ss_plugin_async_event_handler_t handler);
	ss_plugin_rc (*set_config)(ss_plugin_t* s, const ss_plugin_set_config_input* i);
	ss_plugin_metric* (*get_metrics)(ss_plugin_t* s, uint32_t* num_metrics);
	ss_plugin_rc (*capture_open)(ss_plugin_t* s, const ss_plugin_capture_listen_input* i);
	ss_plugin_rc (*capture_close)(ss_plugin_t* s, const ss_plugin_capture_listen_input* i);
	const char* (*get_required_event_schema_version)(ss_plugin_t* s);
} plugin_api;

/* ---- Reading and writing events -------------------------------------------------------------------------------- */
/* Conveniences of this header; no part of the API. */

/* Bytes of a plugin event with this payload. */
static inline size_t falco_plugin_event_size(size_t payload_len) {
	return PLUGIN_EVENT_PAYLOAD_OFFSET + payload_len;
}

/* Makes `buf`, of at least falco_plugin_event_size(payload_len) bytes, a plugin event with timestamp `ts` (UINT64_MAX
 * for now), and returns where to write the payload. */
static inline char* falco_plugin_event_begin(void* buf, uint64_t ts, uint32_t payload_len) {
	ss_plugin_event header;
	header.ts = ts;
	header.tid = UINT64_MAX;
	header.len = (uint32_t)falco_plugin_event_size(payload_len);
	header.type = FALCO_PLUGIN_EVENT;
	header.nparams = 2;
	uint32_t rest[3] = {4, payload_len, 0}; /* lengths of ID and payload, then the ID: 0 for "fill it in" */
	memcpy(buf, &header, sizeof header);
	memcpy((char*)buf + sizeof header, rest, sizeof rest);
	return (char*)buf + PLUGIN_EVENT_PAYLOAD_OFFSET;
}

/* Payload of a plugin event, and its length in *len; NULL and 0 if `evt` is no well-formed plugin event. */
static inline const char* falco_plugin_event_payload(const ss_plugin_event* evt, uint32_t* len) {
	uint32_t lens[2];
	*len = 0;
	if (evt == NULL || evt->type != FALCO_PLUGIN_EVENT || evt->nparams != 2) return NULL;
	if (evt->len < PLUGIN_EVENT_PAYLOAD_OFFSET) return NULL;
	memcpy(lens, (const char*)evt + sizeof *evt, sizeof lens);
	if (lens[0] != 4 || lens[1] > evt->len - PLUGIN_EVENT_PAYLOAD_OFFSET) return NULL;
	*len = lens[1];
	return (const char*)evt + PLUGIN_EVENT_PAYLOAD_OFFSET;
}

/* Bytes of an async event with this name and data. */
static inline size_t falco_async_event_size(const char* name, size_t data_len) {
	return sizeof(ss_plugin_event) + 4 * sizeof(uint32_t) + strlen(name) + 1 + data_len;
}

/* Makes `buf`, of at least falco_async_event_size(name, data_len) bytes, an async event that the host stamps with the
 * current time. `name` has to be one of plugin_get_async_events. */
static inline void falco_async_event_write(void* buf, const char* name, const void* data, uint32_t data_len) {
	ss_plugin_event header;
	uint32_t name_len = (uint32_t)strlen(name) + 1;
	uint32_t rest[4] = {4, name_len, data_len, 0}; /* three lengths, then the plugin ID: the host fills it in */
	char* at = (char*)buf;
	header.ts = UINT64_MAX;
	header.tid = UINT64_MAX;
	header.len = (uint32_t)falco_async_event_size(name, data_len);
	header.type = FALCO_PLUGIN_ASYNC_EVENT;
	header.nparams = 3;
	memcpy(at, &header, sizeof header);
	memcpy(at + sizeof header, rest, sizeof rest);
	memcpy(at + sizeof header + sizeof rest, name, name_len);
	if (data_len != 0) memcpy(at + sizeof header + sizeof rest + name_len, data, data_len);
}

#ifdef __cplusplus
}
#endif

#endif /* FALCO_PLUGIN_H */
