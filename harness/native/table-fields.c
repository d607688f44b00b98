#include "tables.h"

static const struct nh_field_info *list_table_fields(void *claimed, uint32_t *n)
{
	struct nh_table *table = nh_enter_table(claimed, NH_PHASE_FIELDS, "list_table_fields");
	if (table == NULL)
		return NULL;
	uint32_t count = table->schema->count;
	const struct nh_field_info *infos = table->schema->infos;
	if (table->foreign != NULL)
		infos = table->foreign->fields.list_table_fields(table->foreign->table, &count);
	if (!nh_out_named(n, &count, sizeof count, "list_table_fields: nfields"))
		infos = NULL;
	nh_leave_table(table);
	return infos;
}

/* A field of a table that a plugin owns, under a handle of ours. */
static struct nh_field *wrap(struct nh_table *table, const char *name, int32_t type, void *foreign)
{
	struct nh_field *field = nh_schema_find(table->schema, name);
	if (foreign == NULL)
		return NULL;
	if (field == NULL)
		field = nh_schema_add(table->registry, table->schema, name, type);
	if (field != NULL)
		field->foreign = foreign;
	return field;
}

static struct nh_field *get(struct nh_table *table, const char *name, int32_t type)
{
	if (table->foreign != NULL)
		return wrap(table, name, type, table->foreign->fields.get_table_field(table->foreign->table, name, type));
	struct nh_field *field = nh_schema_find(table->schema, name);
	if (field == NULL || field->type == type)
		return field;
	nh_violate(NH_WRONG_TYPE, (uint64_t)(int64_t)type, (uint64_t)field->type, field->name);
	nh_owner_fail(table->registry->owner, "incompatible type for field");
	return NULL;
}

static struct nh_field *add(struct nh_table *table, const char *name, int32_t type)
{
	if (!nh_type_is_known(type) || type == NH_TABLE) {
		nh_violate(NH_WRONG_TYPE, (uint64_t)(int64_t)type, 0, "add_table_field");
		nh_owner_fail(table->registry->owner, "can't add a field of this type");
		return NULL;
	}
	if (table->foreign != NULL)
		return wrap(table, name, type, table->foreign->fields.add_table_field(table->foreign->table, name, type));
	struct nh_field *field = nh_schema_find(table->schema, name);
	if (field == NULL)
		return nh_schema_add(table->registry, table->schema, name, type);
	if (!field->built_in && field->type == type)
		return field;
	nh_owner_fail(table->registry->owner,
		      field->built_in ? "field is a static field of the table" : "field exists with another type");
	return NULL;
}

static void *field_by_name(void *claimed, const char *claimed_name, int32_t type,
			   struct nh_field *(*find)(struct nh_table *, const char *, int32_t), const char *by)
{
	char name[NH_NAME_BYTES];
	struct nh_table *table = nh_enter_table(claimed, NH_PHASE_FIELDS, by);
	if (table == NULL)
		return NULL;
	struct nh_field *field = NULL;
	if (nh_lookup_refused(table->registry))
		nh_owner_fail(table->registry->owner, "no such field");
	else if (nh_text_named(claimed_name, name, sizeof name, by))
		field = find(table, name, type);
	nh_leave_table(table);
	return field;
}

static void *get_table_field(void *table, const char *name, int32_t type)
{
	return field_by_name(table, name, type, get, "get_table_field");
}

static void *add_table_field(void *table, const char *name, int32_t type)
{
	return field_by_name(table, name, type, add, "add_table_field");
}

const struct nh_fields nh_fields_vtable = { list_table_fields, get_table_field, add_table_field };
