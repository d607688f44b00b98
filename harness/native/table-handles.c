/* What a plugin holds of tables. Falco collects it after each call; a host that is strict says so as well. */
#include "tables.h"

struct nh_handle *nh_handle_new(struct nh_table *table, struct nh_entry *entry, void *foreign, enum nh_hold hold)
{
	struct nh_table_registry *registry = table->registry;
	struct nh_handle *handle = nh_block_new(registry, NH_BLOCK_HANDLE, sizeof *handle);
	if (handle == NULL)
		return NULL;
	*handle = (struct nh_handle){ table, entry, foreign, hold, NULL, registry->held };
	if (registry->held != NULL)
		registry->held->previous = handle;
	registry->held = handle;
	if (entry != NULL)
		entry->holders++;
	return handle;
}

void nh_handle_free(struct nh_handle *handle)
{
	struct nh_table_registry *registry = handle->table->registry;
	if (handle->previous != NULL)
		handle->previous->next = handle->next;
	else
		registry->held = handle->next;
	if (handle->next != NULL)
		handle->next->previous = handle->previous;
	if (handle->entry != NULL) {
		handle->entry->holders--;
		nh_entry_drop(handle->entry);
	}
	nh_block_free(registry, handle);
}

/* The names of tables that the call added: libs has only the pointer, which a local variable of init does not outlive. */
static void check_names(struct nh_table_registry *registry)
{
	char name[NH_NAME_BYTES];
	for (; registry->names_checked < registry->count; registry->names_checked++) {
		const struct nh_table *table = registry->tables[registry->names_checked];
		if (table->foreign == NULL)
			continue;
		if (nh_safe_text(name, table->foreign->name, sizeof name) < 0 || !nh_text_equal(name, table->name))
			nh_violate(NH_TABLE_NAME_NOT_KEPT, (uint64_t)table->foreign->name, 0, table->name);
	}
}

void nh_tables_end_call(void *claimed)
{
	struct nh_owner *owner = claimed;
	if (owner == NULL || owner->registry == NULL)
		return;
	struct nh_table_registry *registry = owner->registry;
	check_names(registry);
	while (registry->held != NULL) {
		struct nh_handle *handle = registry->held;
		int created = handle->hold == NH_HOLD_CREATED;
		if (created || !registry->legacy)
			nh_violate(created ? NH_ENTRY_NEVER_ADDED : NH_ENTRY_NOT_RELEASED, (uint64_t)handle, 0,
				   handle->table->name);
		if (handle->foreign != NULL && !created)
			handle->table->foreign->reader.release_table_entry(handle->table->foreign->table, handle->foreign);
		nh_handle_free(handle);
	}
}
