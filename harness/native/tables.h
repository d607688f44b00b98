/*
 * State tables in memory: libsinsp's table registry as a plugin sees it. Every handle that a plugin gives back is looked up
 * before it is used, and what is freed is kept aside for a while, so that a stale one is told from a wild one.
 */
#ifndef NH_TABLES_H
#define NH_TABLES_H

#include "internal.h"

#define NH_TABLES 64
#define NH_FIELDS 96
#define NH_BUCKETS 64
#define NH_NAME_BYTES 64
#define NH_TEXT_BYTES 65536

enum nh_state_type {
	NH_INT8 = 1,
	NH_INT16,
	NH_INT32,
	NH_INT64,
	NH_UINT8,
	NH_UINT16,
	NH_UINT32,
	NH_UINT64,
	NH_STRING,
	NH_TABLE,
	NH_BOOL = 25,
};

/* ss_plugin_state_data. */
union nh_state_data {
	uint64_t bits;
	const char *text;
	void *table;
};

/* What a block of table memory holds. */
enum nh_block_kind { NH_BLOCK_TABLE = 0x4e480001, NH_BLOCK_FIELD, NH_BLOCK_ENTRY, NH_BLOCK_HANDLE, NH_BLOCK_TEXT, NH_BLOCK_SCHEMA };
#define NH_BLOCK_FREED 0x80000000u

enum nh_lookup { NH_LOOKUP_UNKNOWN, NH_LOOKUP_FREED, NH_LOOKUP_LIVE };

struct nh_table_info {
	const char *name;
	int32_t key_type;
};

struct nh_field_info {
	const char *name;
	int32_t type;
	uint32_t read_only;
};

struct nh_field {
	struct nh_schema *schema;
	uint32_t index;
	int32_t type;
	uint32_t read_only;
	uint32_t built_in;
	struct nh_schema *entries; /* of a field of type TABLE: the fields of the tables in it */
	int32_t entries_key_type;
	void *foreign; /* the accessor of a table that a plugin owns */
	char name[NH_NAME_BYTES];
};

/* The fields of a table, or of all tables that are values of one field. */
struct nh_schema {
	uint32_t count;
	struct nh_field *fields[NH_FIELDS];
	struct nh_field_info infos[NH_FIELDS];
};

struct nh_reader {
	const char *(*get_table_name)(void *);
	uint64_t (*get_table_size)(void *);
	void *(*get_table_entry)(void *, const union nh_state_data *);
	int32_t (*read_entry_field)(void *, void *, const void *, union nh_state_data *);
	void (*release_table_entry)(void *, void *);
	uint32_t (*iterate_entries)(void *, uint32_t (*)(void *, void *), void *);
};

struct nh_writer {
	int32_t (*clear_table)(void *);
	int32_t (*erase_table_entry)(void *, const union nh_state_data *);
	void *(*create_table_entry)(void *);
	void (*destroy_table_entry)(void *, void *);
	void *(*add_table_entry)(void *, const union nh_state_data *, void *);
	int32_t (*write_entry_field)(void *, void *, const void *, const union nh_state_data *);
};

struct nh_fields {
	const struct nh_field_info *(*list_table_fields)(void *, uint32_t *);
	void *(*get_table_field)(void *, const char *, int32_t);
	void *(*add_table_field)(void *, const char *, int32_t);
};

/* A table that a plugin registered, as it handed it in. */
struct nh_plugin_table {
	void *table;
	struct nh_reader reader;
	struct nh_writer writer;
	struct nh_fields fields;
	const char *name; /* libs keeps the pointer, and reads it whenever it lists tables */
};

struct nh_table {
	struct nh_table_registry *registry;
	struct nh_schema *schema;
	uint64_t count;
	int32_t key_type;
	uint32_t obtained; /* get_table gave it out before */
	struct nh_plugin_table *foreign;
	struct nh_entry *buckets[NH_BUCKETS];
	char name[NH_NAME_BYTES];
};

struct nh_entry {
	struct nh_table *table;
	struct nh_entry *next;
	union nh_state_data key;
	uint32_t attached;
	uint32_t holders;
	union nh_state_data values[NH_FIELDS];
};

/* What a plugin calls an entry: one for each time that it got it. */
enum nh_hold { NH_HOLD_ACQUIRED, NH_HOLD_CREATED, NH_HOLD_ITERATING };
struct nh_handle {
	struct nh_table *table;
	struct nh_entry *entry;
	void *foreign;
	enum nh_hold hold;
	struct nh_handle *previous;
	struct nh_handle *next;
};

struct nh_block {
	uint32_t kind;
	uint32_t size_class;
	struct nh_block *next;
};

#define NH_SIZE_CLASSES 16
struct nh_table_registry {
	struct nh_owner *owner;
	uint32_t holder; /* tid that is inside, for one thread at a time */
	uint32_t depth;
	uint32_t legacy; /* the plugin requires API 3.0, which has no way to release entries */
	uint64_t lookups; /* of tables and fields by name, since the reset */
	uint64_t refused_lookup; /* the lookup that gives NULL although there is something, from 1; 0: none */
	uint32_t count;
	uint32_t names_checked; /* of the tables, how many had their name looked at after the call that added them */
	struct nh_table *tables[NH_TABLES];
	struct nh_table_info infos[NH_TABLES];
	struct nh_handle *held;
	char *memory;
	size_t used;
	struct {
		struct nh_block *first;
		struct nh_block *last;
		uint32_t count;
	} freed[NH_SIZE_CLASSES];
};

/* Memory (table-memory.c). */
void *nh_block_new(struct nh_table_registry *registry, enum nh_block_kind kind, size_t bytes);
void nh_block_free(struct nh_table_registry *registry, void *payload);
/* Registry of any block of any registry; NULL for an address that is none. */
struct nh_table_registry *nh_block_registry(const void *payload);
enum nh_lookup nh_block_lookup(const void *payload, enum nh_block_kind kind);
struct nh_table_registry *nh_registry_new(void);
/* Counts a lookup by name; true for the one that the script refuses. */
int nh_lookup_refused(struct nh_table_registry *registry);

/* Values, entries and schemas (table-store.c). */
int nh_type_is_known(int32_t type);
int nh_type_is_key(int32_t type);
union nh_state_data nh_narrow(int32_t type, union nh_state_data value);
struct nh_table *nh_table_new(struct nh_table_registry *registry, const char *name, int32_t key_type, struct nh_schema *schema);
struct nh_schema *nh_schema_new(struct nh_table_registry *registry);
struct nh_field *nh_schema_find(const struct nh_schema *schema, const char *name);
struct nh_field *nh_schema_add(struct nh_table_registry *registry, struct nh_schema *schema, const char *name, int32_t type);
struct nh_entry *nh_entry_new(struct nh_table *table);
struct nh_entry *nh_entry_find(struct nh_table *table, union nh_state_data key);
/* Attaches the entry under the key; one that was there before is dropped. 0 when memory ran out. */
int nh_entry_attach(struct nh_entry *entry, union nh_state_data key);
void nh_entry_detach(struct nh_entry *entry);
/* Frees an entry that is neither attached nor held. */
void nh_entry_drop(struct nh_entry *entry);
int nh_entry_set(struct nh_entry *entry, const struct nh_field *field, union nh_state_data value);
union nh_state_data nh_entry_get(struct nh_entry *entry, const struct nh_field *field);
struct nh_table *nh_registry_find(const struct nh_table_registry *registry, const char *name);

/* Handles (table-handles.c). */
struct nh_handle *nh_handle_new(struct nh_table *table, struct nh_entry *entry, void *foreign, enum nh_hold hold);
void nh_handle_free(struct nh_handle *handle);

/* The vtables' functions (table-reader.c, table-writer.c, table-fields.c). */
extern const struct nh_reader nh_reader_vtable __attribute__((visibility("hidden")));
extern const struct nh_writer nh_writer_vtable __attribute__((visibility("hidden")));
extern const struct nh_fields nh_fields_vtable __attribute__((visibility("hidden")));

/* Arguments (table-arguments.c): each records what is wrong, and says whether to go on. */
enum nh_phase { NH_PHASE_FIELDS, NH_PHASE_READ, NH_PHASE_WRITE };
/* Enters the registry of the table for this thread, or returns NULL after recording why not. */
struct nh_table *nh_enter_table(void *claimed, enum nh_phase phase, const char *by);
void nh_leave_table(struct nh_table *table);
int nh_enter_registry(struct nh_table_registry *registry, enum nh_phase phase, const char *by);
void nh_leave_registry(struct nh_table_registry *registry);
struct nh_handle *nh_handle_named(struct nh_table *table, void *claimed, const char *by);
struct nh_field *nh_field_named(struct nh_table *table, const void *claimed, const char *by);
/* Copies a key into `key`; a text key into `text`, of NH_TEXT_BYTES. */
int nh_key_named(struct nh_table *table, const union nh_state_data *claimed, union nh_state_data *key, char *text, const char *by);
int nh_text_named(const char *claimed, char *text, size_t capacity, const char *by);
int nh_out_named(void *claimed, const void *value, size_t bytes, const char *by);

#endif
