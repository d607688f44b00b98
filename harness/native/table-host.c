/* The host's own side of the tables: setting them up, filling them, and looking at what plugins registered. */
#include "tables.h"

struct nh_table_registry *nh_registry_create(struct nh_owner *owner, uint32_t legacy)
{
	struct nh_table_registry *registry = nh_registry_new();
	if (registry == NULL)
		return NULL;
	registry->legacy = legacy;
	registry->owner = owner;
	owner->registry = registry;
	return registry;
}

void nh_registry_share(struct nh_table_registry *registry, struct nh_owner *owner)
{
	owner->registry = registry;
}

void nh_registry_refuse_lookup(struct nh_table_registry *registry, uint64_t n)
{
	registry->refused_lookup = n;
}

uint64_t nh_registry_lookups(const struct nh_table_registry *registry)
{
	return registry->lookups;
}

int nh_lookup_refused(struct nh_table_registry *registry)
{
	return ++registry->lookups == registry->refused_lookup;
}

void *nh_host_add_table(struct nh_table_registry *registry, const char *name, int32_t key_type)
{
	struct nh_schema *schema = registry->count < NH_TABLES ? nh_schema_new(registry) : NULL;
	struct nh_table *table = schema == NULL ? NULL : nh_table_new(registry, name, key_type, schema);
	if (table != NULL)
		registry->tables[registry->count++] = table;
	return table;
}

void *nh_host_find_table(struct nh_table_registry *registry, const char *name)
{
	return nh_registry_find(registry, name);
}

void *nh_host_add_field(struct nh_table *table, const char *name, int32_t type, uint32_t read_only)
{
	struct nh_field *field = nh_schema_add(table->registry, table->schema, name, type);
	if (field == NULL)
		return NULL;
	field->built_in = 1;
	field->read_only = read_only;
	table->schema->infos[field->index].read_only = read_only;
	return field;
}

/* A field whose values are tables; its own fields are added through the table that this returns, which is in no registry. */
void *nh_host_add_table_field(struct nh_table *table, const char *name, int32_t key_type, uint32_t read_only)
{
	struct nh_field *field = nh_host_add_field(table, name, NH_TABLE, read_only);
	if (field == NULL)
		return NULL;
	field->entries_key_type = key_type;
	field->entries = nh_schema_new(table->registry);
	return field->entries == NULL ? NULL : nh_table_new(table->registry, name, key_type, field->entries);
}

void *nh_host_entry(struct nh_table *table, const void *key)
{
	union nh_state_data wanted;
	if (table->key_type == NH_STRING)
		wanted.text = key;
	else
		wanted = nh_narrow(table->key_type, (union nh_state_data){ .bits = (uint64_t)key });
	struct nh_entry *entry = nh_entry_find(table, wanted);
	if (entry != NULL)
		return entry;
	entry = nh_entry_new(table);
	return entry != NULL && nh_entry_attach(entry, wanted) ? entry : NULL;
}

void *nh_host_find_entry(struct nh_table *table, const void *key)
{
	union nh_state_data wanted = { .table = (void *)key };
	if (table->key_type != NH_STRING)
		wanted = nh_narrow(table->key_type, wanted);
	return nh_entry_find(table, wanted);
}

int nh_host_set(struct nh_entry *entry, const char *name, const void *value)
{
	const struct nh_field *field = nh_schema_find(entry->table->schema, name);
	if (field == NULL || field->type == NH_TABLE)
		return 0;
	return nh_entry_set(entry, field, (union nh_state_data){ .table = (void *)value });
}

int nh_host_get(struct nh_entry *entry, const char *name, uint64_t *value)
{
	const struct nh_field *field = nh_schema_find(entry->table->schema, name);
	if (field == NULL)
		return 0;
	*value = nh_entry_get(entry, field).bits;
	return 1;
}

void nh_host_clear(struct nh_table *table)
{
	for (uint32_t i = 0; i < NH_BUCKETS; i++)
		while (table->buckets[i] != NULL)
			nh_entry_detach(table->buckets[i]);
}

uint64_t nh_host_table_size(const struct nh_table *table)
{
	return table->count;
}

uint32_t nh_host_held(const struct nh_table_registry *registry)
{
	uint32_t count = 0;
	for (const struct nh_handle *handle = registry->held; handle != NULL; handle = handle->next)
		count++;
	return count;
}

void *nh_host_table_at(const struct nh_table_registry *registry, uint32_t index)
{
	return index < registry->count ? registry->tables[index] : NULL;
}

const char *nh_host_table_name(const struct nh_table *table)
{
	return table->name;
}

int32_t nh_host_key_type(const struct nh_table *table)
{
	return table->key_type;
}

uint32_t nh_visit(void *claimed, void *entry)
{
	struct nh_visits *visits = claimed;
	(void)entry;
	return ++visits->count < visits->limit;
}

const void *nh_host_plugin_table(const struct nh_table *table)
{
	return table->foreign;
}

/* ss_plugin_init_tables_input from its vtables on; the caller's memory is as large as the API version asks. */
const void *nh_reader_functions(void)
{
	return &nh_reader_vtable;
}

const void *nh_writer_functions(void)
{
	return &nh_writer_vtable;
}

const void *nh_fields_functions(void)
{
	return &nh_fields_vtable;
}
