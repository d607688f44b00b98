#include "tables.h"

enum { RC_SUCCESS = 0, RC_FAILURE = 1 };

static int32_t failure(struct nh_table *table, const char *error)
{
	nh_owner_fail(table->registry->owner, error);
	return RC_FAILURE;
}

static const char *get_table_name(void *claimed)
{
	struct nh_table *table = nh_enter_table(claimed, NH_PHASE_READ, "get_table_name");
	if (table == NULL)
		return NULL;
	nh_leave_table(table);
	return table->name;
}

static uint64_t get_table_size(void *claimed)
{
	struct nh_table *table = nh_enter_table(claimed, NH_PHASE_READ, "get_table_size");
	if (table == NULL)
		return UINT64_MAX;
	uint64_t size = table->foreign == NULL ? table->count : table->foreign->reader.get_table_size(table->foreign->table);
	nh_leave_table(table);
	return size;
}

static struct nh_handle *acquire(struct nh_table *table, union nh_state_data key)
{
	struct nh_plugin_table *foreign = table->foreign;
	struct nh_entry *entry = foreign == NULL ? nh_entry_find(table, key) : NULL;
	void *raw = foreign == NULL ? NULL : foreign->reader.get_table_entry(foreign->table, &key);
	if (entry == NULL && raw == NULL) {
		failure(table, "no entry found at given key");
		return NULL;
	}
	return nh_handle_new(table, entry, raw, NH_HOLD_ACQUIRED);
}

static void *get_table_entry(void *claimed, const union nh_state_data *claimed_key)
{
	char text[NH_TEXT_BYTES];
	union nh_state_data key;
	struct nh_table *table = nh_enter_table(claimed, NH_PHASE_READ, "get_table_entry");
	if (table == NULL)
		return NULL;
	struct nh_handle *handle = NULL;
	if (nh_key_named(table, claimed_key, &key, text, "get_table_entry: key"))
		handle = acquire(table, key);
	nh_leave_table(table);
	return handle;
}

static int32_t read_field(struct nh_table *table, void *claimed_entry, const void *claimed_field, union nh_state_data *out)
{
	struct nh_handle *handle = nh_handle_named(table, claimed_entry, "read_entry_field: entry");
	struct nh_field *field = nh_field_named(table, claimed_field, "read_entry_field: field");
	if (handle == NULL || field == NULL)
		return failure(table, "invalid entry or field");
	union nh_state_data value = { 0 };
	if (table->foreign != NULL) {
		int32_t rc = table->foreign->reader.read_entry_field(table->foreign->table, handle->foreign, field->foreign,
								     &value);
		if (rc != RC_SUCCESS)
			return rc;
	} else {
		value = nh_entry_get(handle->entry, field);
	}
	return nh_out_named(out, &value, sizeof value, "read_entry_field: out") ? RC_SUCCESS :
										  failure(table, "out is not writable");
}

static int32_t read_entry_field(void *claimed, void *entry, const void *field, union nh_state_data *out)
{
	struct nh_table *table = nh_enter_table(claimed, NH_PHASE_READ, "read_entry_field");
	if (table == NULL)
		return RC_FAILURE;
	int32_t rc = read_field(table, entry, field, out);
	nh_leave_table(table);
	return rc;
}

static void release(struct nh_table *table, void *claimed)
{
	static const char by[] = "release_table_entry";
	if (claimed != NULL && nh_block_lookup(claimed, NH_BLOCK_HANDLE) == NH_LOOKUP_FREED) {
		nh_violate(NH_ENTRY_RELEASED_TWICE, (uint64_t)claimed, 0, by);
		return;
	}
	struct nh_handle *handle = nh_handle_named(table, claimed, by);
	if (handle == NULL)
		return;
	if (handle->hold != NH_HOLD_ACQUIRED) {
		/* A created entry is added or destroyed; one of an iteration belongs to the iteration. */
		nh_violate(NH_UNKNOWN_ENTRY, (uint64_t)claimed, (uint64_t)handle->hold, "release_table_entry: entry was not acquired");
		return;
	}
	if (handle->foreign != NULL)
		table->foreign->reader.release_table_entry(table->foreign->table, handle->foreign);
	nh_handle_free(handle);
}

static void release_table_entry(void *claimed, void *entry)
{
	struct nh_table *table = nh_enter_table(claimed, NH_PHASE_READ, "release_table_entry");
	if (table == NULL)
		return;
	release(table, entry);
	nh_leave_table(table);
}

struct iteration {
	struct nh_table *table;
	uint32_t (*each)(void *, void *);
	void *state;
	uint32_t failed;
};

static uint32_t visit(struct iteration *iteration, struct nh_entry *entry, void *foreign)
{
	struct nh_handle *handle = nh_handle_new(iteration->table, entry, foreign, NH_HOLD_ITERATING);
	if (handle == NULL)
		return 0;
	uint32_t go_on = iteration->each(iteration->state, handle);
	nh_handle_free(handle);
	return go_on;
}

static uint32_t visit_foreign(void *iteration, void *entry)
{
	return visit(iteration, NULL, entry);
}

/* False when the plugin stopped early. The entries are held first, so that the plugin may erase while it iterates. */
static uint32_t visit_all(struct iteration *iteration)
{
	struct nh_table *table = iteration->table;
	for (uint32_t i = 0; i < NH_BUCKETS; i++) {
		struct nh_entry *entry = table->buckets[i];
		while (entry != NULL) {
			entry->holders++;
			uint32_t go_on = visit(iteration, entry, NULL);
			struct nh_entry *next = entry->attached ? entry->next : NULL;
			entry->holders--;
			nh_entry_drop(entry);
			if (!go_on)
				return 0;
			entry = next;
		}
	}
	return 1;
}

static uint32_t iterate_entries(void *claimed, uint32_t (*each)(void *, void *), void *state)
{
	struct nh_table *table = nh_enter_table(claimed, NH_PHASE_READ, "iterate_entries");
	if (table == NULL)
		return 0;
	uint32_t all = 0;
	struct iteration iteration = { table, each, state, 0 };
	if (each == NULL)
		nh_violate(NH_NULL_ARGUMENT, 0, 0, "iterate_entries: it");
	else if (table->foreign != NULL)
		all = table->foreign->reader.iterate_entries(table->foreign->table, visit_foreign, &iteration);
	else
		all = visit_all(&iteration);
	nh_leave_table(table);
	return all;
}

const struct nh_reader nh_reader_vtable = {
	get_table_name, get_table_size, get_table_entry, read_entry_field, release_table_entry, iterate_entries,
};
