/* SPDX-License-Identifier: Apache-2.0 */
/* The own state table, GOOD_TABLE_NAME: how many events each number of user has, by uint64 key. Others may add fields. */
#ifndef GOOD_TABLE_H
#define GOOD_TABLE_H

struct good_entry {
	struct good_entry *next;
	uint64_t key;
	uint32_t lent;   /* times given out and not yet released */
	bool in_table;   /* else created and not added, or removed and still lent */
	ss_plugin_state_data values[GOOD_COLUMNS_MAX];
	char *texts[GOOD_COLUMNS_MAX]; /* owned, of string fields */
};

GOOD_FN void good_entry_free(struct good_entry *entry) {
	for (uint32_t i = 0; i < GOOD_COLUMNS_MAX; i++) free(entry->texts[i]);
	free(entry);
}

GOOD_FN struct good_entry **good_entry_link(struct good_table *table, uint64_t key) {
	struct good_entry **link = &table->first;
	while (*link != NULL && (*link)->key != key) link = &(*link)->next;
	return link;
}

/* Takes the entry at the link out of the table; it lives on as long as it is lent. */
GOOD_FN void good_entry_unlink(struct good_table *table, struct good_entry **link) {
	struct good_entry *entry = *link;
	*link = entry->next;
	table->size--;
	entry->in_table = false;
	if (entry->lent == 0) good_entry_free(entry);
}

GOOD_FN const char *good_table_name(ss_plugin_table_t *t) {
	(void)t;
	return GOOD_TABLE_NAME;
}

GOOD_FN uint64_t good_table_size(ss_plugin_table_t *t) {
	return ((struct good_table *)t)->size;
}

GOOD_FN ss_plugin_table_entry_t *good_table_get(ss_plugin_table_t *t, const ss_plugin_state_data *key) {
	struct good_entry *entry = *good_entry_link(t, key->u64);
	if (entry != NULL) entry->lent++;
	return entry;
}

/* Position of a field handle, or GOOD_COLUMNS_MAX if it is not one of this table. */
GOOD_FN uint32_t good_column_at(struct good_table *table, const ss_plugin_table_field_t *f) {
	for (uint32_t i = 0; i < table->ncolumns; i++) {
		if (f == &table->columns[i]) return i;
	}
	return GOOD_COLUMNS_MAX;
}

GOOD_FN ss_plugin_rc good_table_read(ss_plugin_table_t *t, ss_plugin_table_entry_t *e, const ss_plugin_table_field_t *f,
                                     ss_plugin_state_data *out) {
	struct good_table *table = t;
	struct good_entry *entry = e;
	uint32_t i = good_column_at(table, f);
	if (i == GOOD_COLUMNS_MAX) return SS_PLUGIN_FAILURE;
	*out = entry->values[i];
	if (table->columns[i].type == SS_PLUGIN_ST_STRING) out->str = entry->texts[i] != NULL ? entry->texts[i] : "";
	return SS_PLUGIN_SUCCESS;
}

GOOD_FN void good_table_release(ss_plugin_table_t *t, ss_plugin_table_entry_t *e) {
	(void)t;
	struct good_entry *entry = e;
	if (entry->lent > 0) entry->lent--;
	if (entry->lent == 0 && !entry->in_table) good_entry_free(entry);
}

GOOD_FN ss_plugin_bool good_table_iterate(ss_plugin_table_t *t, ss_plugin_table_iterator_func_t it,
                                          ss_plugin_table_iterator_state_t *s) {
	struct good_table *table = t;
	for (struct good_entry *entry = table->first, *next; entry != NULL; entry = next) {
		next = entry->next;
		if (!it(s, entry)) return 0;
	}
	return 1;
}

GOOD_FN ss_plugin_rc good_table_clear(ss_plugin_table_t *t) {
	struct good_table *table = t;
	while (table->first != NULL) good_entry_unlink(table, &table->first);
	return SS_PLUGIN_SUCCESS;
}

GOOD_FN ss_plugin_rc good_table_erase(ss_plugin_table_t *t, const ss_plugin_state_data *key) {
	struct good_entry **link = good_entry_link(t, key->u64);
	if (*link == NULL) return SS_PLUGIN_FAILURE;
	good_entry_unlink(t, link);
	return SS_PLUGIN_SUCCESS;
}

GOOD_FN ss_plugin_table_entry_t *good_table_create(ss_plugin_table_t *t) {
	(void)t;
	return calloc(1, sizeof(struct good_entry));
}

GOOD_FN void good_table_destroy(ss_plugin_table_t *t, ss_plugin_table_entry_t *e) {
	(void)t;
	good_entry_free(e);
}

GOOD_FN ss_plugin_table_entry_t *good_table_add(ss_plugin_table_t *t, const ss_plugin_state_data *key,
                                                ss_plugin_table_entry_t *e) {
	struct good_table *table = t;
	struct good_entry *entry = e, **link = good_entry_link(table, key->u64);
	if (*link != NULL) good_entry_unlink(table, link);
	entry->key = key->u64;
	entry->in_table = true;
	entry->lent = 1;
	entry->next = table->first;
	table->first = entry;
	table->size++;
	return entry;
}

GOOD_FN ss_plugin_rc good_table_write(ss_plugin_table_t *t, ss_plugin_table_entry_t *e, const ss_plugin_table_field_t *f,
                                      const ss_plugin_state_data *in) {
	struct good_table *table = t;
	struct good_entry *entry = e;
	uint32_t i = good_column_at(table, f);
	if (i == GOOD_COLUMNS_MAX || table->columns[i].read_only) return SS_PLUGIN_FAILURE;
	if (table->columns[i].type != SS_PLUGIN_ST_STRING) {
		entry->values[i] = *in;
		return SS_PLUGIN_SUCCESS;
	}
	char *text = strdup(in->str != NULL ? in->str : "");
	if (text == NULL) return SS_PLUGIN_FAILURE;
	free(entry->texts[i]);
	entry->texts[i] = text;
	return SS_PLUGIN_SUCCESS;
}

GOOD_FN const ss_plugin_table_fieldinfo *good_table_fields(ss_plugin_table_t *t, uint32_t *n) {
	struct good_table *table = t;
	for (uint32_t i = 0; i < table->ncolumns; i++) {
		const struct good_column *column = &table->columns[i];
		table->listed[i] = (ss_plugin_table_fieldinfo){column->name, column->type, column->read_only};
	}
	*n = table->ncolumns;
	return table->listed;
}

GOOD_FN ss_plugin_table_field_t *good_table_field(ss_plugin_table_t *t, const char *name, ss_plugin_state_type type) {
	struct good_table *table = t;
	for (uint32_t i = 0; i < table->ncolumns; i++) {
		if (strcmp(table->columns[i].name, name) == 0) {
			return table->columns[i].type == type ? &table->columns[i] : NULL;
		}
	}
	return NULL;
}

GOOD_FN ss_plugin_table_field_t *good_table_add_field(ss_plugin_table_t *t, const char *name,
                                                      ss_plugin_state_type type) {
	struct good_table *table = t;
	for (uint32_t i = 0; i < table->ncolumns; i++) {
		if (strcmp(table->columns[i].name, name) == 0) return good_table_field(t, name, type);
	}
	bool known = (type >= SS_PLUGIN_ST_INT8 && type <= SS_PLUGIN_ST_STRING) || type == SS_PLUGIN_ST_BOOL;
	char *copy = known && table->ncolumns < GOOD_COLUMNS_MAX ? strdup(name) : NULL;
	if (copy == NULL) return NULL;
	struct good_column *column = &table->columns[table->ncolumns++];
	*column = (struct good_column){copy, type, 0};
	return column;
}

GOOD_FN void good_free_table(struct good_table *table) {
	good_table_clear(table);
	for (uint32_t i = 0; i < table->ncolumns; i++) free(table->columns[i].name);
}

GOOD_FN void good_fill_table(struct good_state *state, ss_plugin_table_input *input) {
	struct good_table *table = &state->table;
	table->reader = (ss_plugin_table_reader_vtable_ext){good_table_name, good_table_size, good_table_get,
	                                                    good_table_read, good_table_release, good_table_iterate};
	table->writer = (ss_plugin_table_writer_vtable_ext){good_table_clear,   good_table_erase, good_table_create,
	                                                    good_table_destroy, good_table_add,   good_table_write};
	table->fields = (ss_plugin_table_fields_vtable_ext){good_table_fields, good_table_field, good_table_add_field};
	*input = (ss_plugin_table_input){
		.name = GOOD_TABLE_NAME,
		.key_type = SS_PLUGIN_ST_UINT64,
		.table = table,
		.reader = {good_table_name, good_table_size, good_table_get, good_table_read},
		.writer = {good_table_clear, good_table_erase, good_table_create, good_table_destroy, good_table_add,
		           good_table_write},
		.fields = {good_table_fields, good_table_field, good_table_add_field},
		.reader_ext = &table->reader,
		.writer_ext = &table->writer,
		.fields_ext = &table->fields,
	};
}

#endif
