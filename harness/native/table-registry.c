/* list_tables, get_table and add_table of ss_plugin_init_tables_input. */
#include "tables.h"

enum { RC_SUCCESS = 0, RC_FAILURE = 1 };

/* ss_plugin_table_input; API 3.0 ends before the _ext pointers. */
struct table_input {
	const char *name;
	int32_t key_type;
	void *table;
	void *reader[4];
	void *writer[6];
	void *fields[3];
	const struct nh_reader *reader_ext;
	const struct nh_writer *writer_ext;
	const struct nh_fields *fields_ext;
};
_Static_assert(sizeof(struct table_input) == 152, "ss_plugin_table_input");

static struct nh_table_registry *enter(void *claimed, struct nh_owner **owner, const char *by)
{
	*owner = nh_owner_named(claimed, by);
	if (*owner == NULL || (*owner)->registry == NULL)
		return NULL;
	return nh_enter_registry((*owner)->registry, NH_PHASE_FIELDS, by) ? (*owner)->registry : NULL;
}

const struct nh_table_info *nh_list_tables(void *claimed, uint32_t *n)
{
	struct nh_owner *owner;
	struct nh_table_registry *registry = enter(claimed, &owner, "list_tables");
	if (registry == NULL)
		return NULL;
	for (uint32_t i = 0; i < registry->count; i++)
		registry->infos[i] = (struct nh_table_info){ registry->tables[i]->name, registry->tables[i]->key_type };
	int told = nh_out_named(n, &registry->count, sizeof registry->count, "list_tables: ntables");
	nh_leave_registry(registry);
	return told ? registry->infos : NULL;
}

/* As in Falco: an unknown name is no error, and a table once obtained is given again whatever key type is asked. */
void *nh_get_table(void *claimed, const char *claimed_name, int32_t key_type)
{
	char name[NH_NAME_BYTES];
	struct nh_owner *owner;
	struct nh_table_registry *registry = enter(claimed, &owner, "get_table");
	if (registry == NULL)
		return NULL;
	struct nh_table *table = NULL;
	if (nh_text_named(claimed_name, name, sizeof name, "get_table: name"))
		table = nh_registry_find(registry, name);
	if (nh_lookup_refused(registry))
		table = NULL;
	if (table != NULL && table->key_type != key_type) {
		nh_violate(NH_WRONG_TYPE, (uint64_t)(int64_t)key_type, (uint64_t)table->key_type, table->name);
		if (!table->obtained) {
			nh_owner_fail(owner, "incompatible key type for table");
			table = NULL;
		}
	}
	if (table != NULL)
		table->obtained = 1;
	nh_leave_registry(registry);
	return table;
}

static int has_null(void *const *functions, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (functions[i] == NULL)
			return 1;
	return 0;
}

/* copy_and_check_table_input: the text of what is wrong, or NULL with the vtables copied. */
static const char *check(const struct nh_table_registry *registry, const struct table_input *input, const char *name,
			 struct nh_plugin_table *copy)
{
	if (!nh_type_is_key(input->key_type))
		return "invalid key type";
	if (nh_registry_find(registry, name) != NULL)
		return "table already defined in registry";
	if (has_null(input->reader, 4) || has_null(input->writer, 6) || has_null(input->fields, 3))
		return "broken or inconsistent vtables: a function is missing";
	copy->table = input->table;
	memcpy(&copy->reader, input->reader, sizeof input->reader);
	memcpy(&copy->writer, input->writer, sizeof input->writer);
	memcpy(&copy->fields, input->fields, sizeof input->fields);
	if (registry->legacy)
		return NULL;
	if (nh_safe_read(&copy->reader, input->reader_ext, sizeof copy->reader) != 0 ||
	    nh_safe_read(&copy->writer, input->writer_ext, sizeof copy->writer) != 0 ||
	    nh_safe_read(&copy->fields, input->fields_ext, sizeof copy->fields) != 0)
		return "missing extended vtables";
	if (has_null((void *const *)&copy->reader, 6) || memcmp(&copy->reader, input->reader, sizeof input->reader) != 0)
		return "broken or inconsistent reader vtables";
	if (has_null((void *const *)&copy->writer, 6) || memcmp(&copy->writer, input->writer, sizeof input->writer) != 0)
		return "broken or inconsistent writer vtables";
	if (has_null((void *const *)&copy->fields, 3) || memcmp(&copy->fields, input->fields, sizeof input->fields) != 0)
		return "broken or inconsistent fields vtables";
	return NULL;
}

static void release_nothing(void *table, void *entry)
{
	(void)table;
	(void)entry;
}

static uint32_t iterate_nothing(void *table, uint32_t (*each)(void *, void *), void *state)
{
	(void)table;
	(void)each;
	(void)state;
	return 0;
}

static const char *refuse(const struct table_input *input, const char *wrong)
{
	nh_violate(NH_BAD_TABLE_INPUT, (uint64_t)input->table, 0, wrong);
	return wrong;
}

static const char *add(struct nh_table_registry *registry, const struct table_input *input)
{
	char name[NH_NAME_BYTES];
	struct nh_plugin_table *copy = nh_map(sizeof *copy);
	if (copy == NULL || registry->count == NH_TABLES)
		return "too many tables";
	if (input->name == NULL)
		return refuse(input, "invalid table name: NULL");
	if (nh_safe_text(name, input->name, sizeof name) < 0)
		return refuse(input, "invalid table name: it cannot be read");
	const char *wrong = check(registry, input, name, copy);
	if (wrong != NULL)
		return refuse(input, wrong);
	if (nh_on_stack_here(input->name))
		nh_violate(NH_TABLE_NAME_NOT_KEPT, (uint64_t)input->name, 0, name);
	copy->name = input->name;
	if (registry->legacy) {
		copy->reader.release_table_entry = release_nothing;
		copy->reader.iterate_entries = iterate_nothing;
	}
	struct nh_schema *schema = nh_schema_new(registry);
	struct nh_table *table = schema == NULL ? NULL : nh_table_new(registry, name, input->key_type, schema);
	if (table == NULL)
		return "table memory is full";
	table->foreign = copy;
	registry->tables[registry->count++] = table;
	return NULL;
}

int32_t nh_add_table(void *claimed, const void *claimed_input)
{
	struct table_input input = { 0 };
	struct nh_owner *owner;
	struct nh_table_registry *registry = enter(claimed, &owner, "add_table");
	if (registry == NULL)
		return RC_FAILURE;
	const char *wrong = "invalid table input";
	size_t bytes = registry->legacy ? offsetof(struct table_input, reader_ext) : sizeof input;
	if (claimed_input == NULL || nh_safe_read(&input, claimed_input, bytes) != 0)
		nh_violate(claimed_input == NULL ? NH_NULL_ARGUMENT : NH_UNREADABLE_ARGUMENT, (uint64_t)claimed_input, 0,
			   "add_table: in");
	else
		wrong = add(registry, &input);
	if (wrong != NULL)
		nh_owner_fail(owner, wrong);
	nh_leave_registry(registry);
	return wrong == NULL ? RC_SUCCESS : RC_FAILURE;
}
