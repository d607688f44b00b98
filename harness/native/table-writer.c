#include "tables.h"

enum { RC_SUCCESS = 0, RC_FAILURE = 1 };

static int32_t failure(struct nh_table *table, const char *error)
{
	nh_owner_fail(table->registry->owner, error);
	return RC_FAILURE;
}

static int32_t clear_table(void *claimed)
{
	struct nh_table *table = nh_enter_table(claimed, NH_PHASE_WRITE, "clear_table");
	if (table == NULL)
		return RC_FAILURE;
	int32_t rc = RC_SUCCESS;
	if (table->foreign != NULL)
		rc = table->foreign->writer.clear_table(table->foreign->table);
	nh_host_clear(table);
	nh_leave_table(table);
	return rc;
}

static int32_t erase(struct nh_table *table, union nh_state_data key)
{
	if (table->foreign != NULL)
		return table->foreign->writer.erase_table_entry(table->foreign->table, &key);
	struct nh_entry *entry = nh_entry_find(table, key);
	if (entry == NULL)
		return failure(table, "no entry found at given key");
	nh_entry_detach(entry);
	return RC_SUCCESS;
}

static int32_t erase_table_entry(void *claimed, const union nh_state_data *claimed_key)
{
	char text[NH_TEXT_BYTES];
	union nh_state_data key;
	struct nh_table *table = nh_enter_table(claimed, NH_PHASE_WRITE, "erase_table_entry");
	if (table == NULL)
		return RC_FAILURE;
	int32_t rc = RC_FAILURE;
	if (nh_key_named(table, claimed_key, &key, text, "erase_table_entry: key"))
		rc = erase(table, key);
	nh_leave_table(table);
	return rc;
}

static void *create_table_entry(void *claimed)
{
	struct nh_table *table = nh_enter_table(claimed, NH_PHASE_WRITE, "create_table_entry");
	if (table == NULL)
		return NULL;
	struct nh_entry *entry = NULL;
	void *foreign = NULL;
	struct nh_handle *handle = NULL;
	if (table->foreign != NULL)
		foreign = table->foreign->writer.create_table_entry(table->foreign->table);
	else
		entry = nh_entry_new(table);
	if (entry != NULL || foreign != NULL)
		handle = nh_handle_new(table, entry, foreign, NH_HOLD_CREATED);
	nh_leave_table(table);
	return handle;
}

/* The handle of an entry that was created and not added yet. */
static struct nh_handle *created(struct nh_table *table, void *claimed, const char *by)
{
	struct nh_handle *handle = nh_handle_named(table, claimed, by);
	if (handle == NULL || handle->hold == NH_HOLD_CREATED)
		return handle;
	nh_violate(NH_ENTRY_ADDED_TWICE, (uint64_t)claimed, (uint64_t)handle->hold, by);
	return NULL;
}

static void destroy_table_entry(void *claimed, void *entry)
{
	struct nh_table *table = nh_enter_table(claimed, NH_PHASE_WRITE, "destroy_table_entry");
	if (table == NULL)
		return;
	struct nh_handle *handle = created(table, entry, "destroy_table_entry");
	if (handle != NULL && handle->foreign != NULL)
		table->foreign->writer.destroy_table_entry(table->foreign->table, handle->foreign);
	if (handle != NULL)
		nh_handle_free(handle);
	nh_leave_table(table);
}

/* Adding takes the created entry away from the plugin, and gives it the same entry as one acquired. */
static struct nh_handle *add(struct nh_table *table, union nh_state_data key, struct nh_handle *handle)
{
	struct nh_entry *entry = handle->entry;
	void *foreign = NULL;
	if (table->foreign != NULL)
		foreign = table->foreign->writer.add_table_entry(table->foreign->table, &key, handle->foreign);
	else if (!nh_entry_attach(entry, key))
		return NULL;
	if (table->foreign != NULL && foreign == NULL)
		return NULL;
	struct nh_handle *acquired = nh_handle_new(table, entry, foreign, NH_HOLD_ACQUIRED);
	nh_handle_free(handle);
	return acquired;
}

static void *add_table_entry(void *claimed, const union nh_state_data *claimed_key, void *entry)
{
	char text[NH_TEXT_BYTES];
	union nh_state_data key;
	struct nh_table *table = nh_enter_table(claimed, NH_PHASE_WRITE, "add_table_entry");
	if (table == NULL)
		return NULL;
	struct nh_handle *handle = created(table, entry, "add_table_entry: entry");
	struct nh_handle *added = NULL;
	if (handle != NULL && nh_key_named(table, claimed_key, &key, text, "add_table_entry: key"))
		added = add(table, key, handle);
	nh_leave_table(table);
	return added;
}

static int32_t write_field(struct nh_table *table, void *claimed_entry, const void *claimed_field, const union nh_state_data *in)
{
	char text[NH_TEXT_BYTES];
	union nh_state_data value;
	struct nh_handle *handle = nh_handle_named(table, claimed_entry, "write_entry_field: entry");
	struct nh_field *field = nh_field_named(table, claimed_field, "write_entry_field: field");
	if (handle == NULL || field == NULL)
		return failure(table, "invalid entry or field");
	if (field->type == NH_TABLE || field->read_only) {
		nh_violate(NH_WRITE_TO_READ_ONLY_FIELD, (uint64_t)field->type, 0, field->name);
		return failure(table, "can't write a read-only field");
	}
	if (in == NULL || nh_safe_read(&value, in, sizeof value) != 0) {
		nh_violate(in == NULL ? NH_NULL_ARGUMENT : NH_UNREADABLE_ARGUMENT, (uint64_t)in, 0, "write_entry_field: in");
		return RC_FAILURE;
	}
	if (field->type == NH_STRING) {
		if (!nh_text_named(value.text, text, sizeof text, "write_entry_field: in.str"))
			return RC_FAILURE;
		value.text = text;
	}
	if (table->foreign != NULL)
		return table->foreign->writer.write_entry_field(table->foreign->table, handle->foreign, field->foreign, &value);
	return nh_entry_set(handle->entry, field, value) ? RC_SUCCESS : failure(table, "table memory is full");
}

static int32_t write_entry_field(void *claimed, void *entry, const void *field, const union nh_state_data *in)
{
	struct nh_table *table = nh_enter_table(claimed, NH_PHASE_WRITE, "write_entry_field");
	if (table == NULL)
		return RC_FAILURE;
	int32_t rc = write_field(table, entry, field, in);
	nh_leave_table(table);
	return rc;
}

const struct nh_writer nh_writer_vtable = {
	clear_table, erase_table_entry, create_table_entry, destroy_table_entry, add_table_entry, write_entry_field,
};
