/* Tables, fields, entries and their values. Nothing here judges: arguments were judged before. */
#include "tables.h"

int nh_type_is_known(int32_t type)
{
	return (type >= NH_INT8 && type <= NH_TABLE) || type == NH_BOOL;
}

int nh_type_is_key(int32_t type)
{
	return nh_type_is_known(type) && type != NH_TABLE;
}

static int is_text(int32_t type)
{
	return type == NH_STRING;
}

/* A value with the bytes beyond its type cleared (or its sign extended), so that equal values have equal bits. */
union nh_state_data nh_narrow(int32_t type, union nh_state_data value)
{
	switch (type) {
	case NH_INT8:
		value.bits = (uint64_t)(int64_t)(int8_t)value.bits;
		break;
	case NH_INT16:
		value.bits = (uint64_t)(int64_t)(int16_t)value.bits;
		break;
	case NH_INT32:
		value.bits = (uint64_t)(int64_t)(int32_t)value.bits;
		break;
	case NH_UINT8:
		value.bits = (uint8_t)value.bits;
		break;
	case NH_UINT16:
		value.bits = (uint16_t)value.bits;
		break;
	case NH_UINT32:
	case NH_BOOL:
		value.bits = (uint32_t)value.bits;
		break;
	}
	return value;
}

static const char *keep_text(struct nh_table_registry *registry, const char *text)
{
	size_t bytes = nh_text_length(text) + 1;
	char *kept = nh_block_new(registry, NH_BLOCK_TEXT, bytes);
	if (kept != NULL)
		memcpy(kept, text, bytes);
	return kept;
}

struct nh_schema *nh_schema_new(struct nh_table_registry *registry)
{
	return nh_block_new(registry, NH_BLOCK_SCHEMA, sizeof(struct nh_schema));
}

struct nh_field *nh_schema_find(const struct nh_schema *schema, const char *name)
{
	for (uint32_t i = 0; i < schema->count; i++)
		if (nh_text_equal(schema->fields[i]->name, name))
			return schema->fields[i];
	return NULL;
}

struct nh_field *nh_schema_add(struct nh_table_registry *registry, struct nh_schema *schema, const char *name, int32_t type)
{
	if (schema->count == NH_FIELDS)
		return NULL;
	struct nh_field *field = nh_block_new(registry, NH_BLOCK_FIELD, sizeof *field);
	if (field == NULL)
		return NULL;
	field->schema = schema;
	field->index = schema->count;
	field->type = type;
	nh_text_copy(field->name, name, sizeof field->name);
	schema->infos[schema->count] = (struct nh_field_info){ field->name, type, 0 };
	schema->fields[schema->count++] = field;
	return field;
}

struct nh_table *nh_table_new(struct nh_table_registry *registry, const char *name, int32_t key_type, struct nh_schema *schema)
{
	struct nh_table *table = nh_block_new(registry, NH_BLOCK_TABLE, sizeof *table);
	if (table == NULL)
		return NULL;
	table->registry = registry;
	table->schema = schema;
	table->key_type = key_type;
	nh_text_copy(table->name, name, sizeof table->name);
	return table;
}

struct nh_table *nh_registry_find(const struct nh_table_registry *registry, const char *name)
{
	for (uint32_t i = 0; i < registry->count; i++)
		if (nh_text_equal(registry->tables[i]->name, name))
			return registry->tables[i];
	return NULL;
}

static struct nh_entry **bucket_of(struct nh_table *table, union nh_state_data key)
{
	uint64_t hash = 14695981039346656037ull;
	if (is_text(table->key_type)) {
		for (const char *c = key.text; *c != '\0'; c++)
			hash = (hash ^ (uint8_t)*c) * 1099511628211ull;
	} else {
		hash = key.bits * 0x9e3779b97f4a7c15ull >> 32;
	}
	return &table->buckets[hash % NH_BUCKETS];
}

static int keys_equal(const struct nh_table *table, union nh_state_data a, union nh_state_data b)
{
	return is_text(table->key_type) ? nh_text_equal(a.text, b.text) : a.bits == b.bits;
}

struct nh_entry *nh_entry_new(struct nh_table *table)
{
	struct nh_entry *entry = nh_block_new(table->registry, NH_BLOCK_ENTRY, sizeof *entry);
	if (entry != NULL)
		entry->table = table;
	return entry;
}

struct nh_entry *nh_entry_find(struct nh_table *table, union nh_state_data key)
{
	struct nh_entry *entry = *bucket_of(table, key);
	while (entry != NULL && !keys_equal(table, entry->key, key))
		entry = entry->next;
	return entry;
}

int nh_entry_attach(struct nh_entry *entry, union nh_state_data key)
{
	struct nh_table *table = entry->table;
	if (is_text(table->key_type)) {
		key.text = keep_text(table->registry, key.text);
		if (key.text == NULL)
			return 0;
	}
	struct nh_entry *before = nh_entry_find(table, key);
	if (before != NULL)
		nh_entry_detach(before);
	struct nh_entry **bucket = bucket_of(table, key);
	entry->key = key;
	entry->attached = 1;
	entry->next = *bucket;
	*bucket = entry;
	table->count++;
	return 1;
}

void nh_entry_detach(struct nh_entry *entry)
{
	struct nh_table *table = entry->table;
	struct nh_entry **link = bucket_of(table, entry->key);
	while (*link != entry)
		link = &(*link)->next;
	*link = entry->next;
	entry->attached = 0;
	table->count--;
	nh_entry_drop(entry);
}

static void drop_table(struct nh_table *table)
{
	for (uint32_t i = 0; i < NH_BUCKETS; i++)
		while (table->buckets[i] != NULL)
			nh_entry_detach(table->buckets[i]);
	nh_block_free(table->registry, table);
}

void nh_entry_drop(struct nh_entry *entry)
{
	if (entry->attached || entry->holders > 0)
		return;
	struct nh_table_registry *registry = entry->table->registry;
	for (uint32_t i = 0; i < entry->table->schema->count; i++) {
		if (entry->values[i].bits == 0)
			continue;
		if (entry->table->schema->fields[i]->type == NH_TABLE)
			drop_table(entry->values[i].table);
		else if (is_text(entry->table->schema->fields[i]->type))
			nh_block_free(registry, (void *)entry->values[i].text);
	}
	if (is_text(entry->table->key_type) && entry->key.text != NULL)
		nh_block_free(registry, (void *)entry->key.text);
	nh_block_free(registry, entry);
}

int nh_entry_set(struct nh_entry *entry, const struct nh_field *field, union nh_state_data value)
{
	union nh_state_data *slot = &entry->values[field->index];
	if (!is_text(field->type)) {
		*slot = nh_narrow(field->type, value);
		return 1;
	}
	const char *kept = keep_text(entry->table->registry, value.text);
	if (kept == NULL)
		return 0;
	if (slot->text != NULL)
		nh_block_free(entry->table->registry, (void *)slot->text);
	slot->text = kept;
	return 1;
}

union nh_state_data nh_entry_get(struct nh_entry *entry, const struct nh_field *field)
{
	union nh_state_data *slot = &entry->values[field->index];
	if (field->type == NH_TABLE && slot->table == NULL)
		slot->table = nh_table_new(entry->table->registry, field->name, field->entries_key_type, field->entries);
	if (is_text(field->type) && slot->text == NULL)
		return (union nh_state_data){ .text = "" };
	return *slot;
}
