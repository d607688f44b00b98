/* SPDX-License-Identifier: Apache-2.0 */
/* Takes a plugin through its life, as a host would, with exact copies of every event so that a memory checker sees each
 * step too far. Prints what it counted. Usage: driver LIBRARY */
#define FALCO_PLUGIN_NO_PROTOTYPES
#include <falco_plugin.h>

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define FOUND(name) (api.name != NULL)

static plugin_api api;
static unsigned ticks, values, refused;
static ss_plugin_table_input own_table;

static void resolve(void *library) {
#define RESOLVE(name) *(void **)&api.name = dlsym(library, "plugin_" #name)
	RESOLVE(init), RESOLVE(destroy), RESOLVE(get_last_error), RESOLVE(open), RESOLVE(close), RESOLVE(next_batch);
	RESOLVE(get_progress), RESOLVE(event_to_string), RESOLVE(list_open_params), RESOLVE(extract_fields);
	RESOLVE(parse_event), RESOLVE(set_async_event_handler), RESOLVE(dump_state), RESOLVE(set_config);
	RESOLVE(get_metrics), RESOLVE(capture_open), RESOLVE(capture_close);
}

static const char *owner_error(ss_plugin_owner_t *o) {
	(void)o;
	return NULL;
}

static void owner_log(ss_plugin_owner_t *o, const char *component, const char *msg, ss_plugin_log_severity sev) {
	(void)o, (void)component, (void)msg, (void)sev;
}

static ss_plugin_rc on_async(ss_plugin_owner_t *o, const ss_plugin_event *evt, char *err) {
	(void)o, (void)err;
	if (evt->type == FALCO_PLUGIN_ASYNC_EVENT) __atomic_fetch_add(&ticks, 1, __ATOMIC_RELAXED);
	return SS_PLUGIN_SUCCESS;
}

static ss_plugin_table_t *get_table(ss_plugin_owner_t *o, const char *name, ss_plugin_state_type type) {
	(void)o, (void)name, (void)type;
	return NULL;
}

static ss_plugin_rc add_table(ss_plugin_owner_t *o, const ss_plugin_table_input *in) {
	(void)o;
	own_table = *in;
	return SS_PLUGIN_SUCCESS;
}

static ss_plugin_t *init(const char *config, ss_plugin_rc *rc) {
	static ss_plugin_table_fields_vtable_ext fields;
	static ss_plugin_init_tables_input tables = {.get_table = get_table, .add_table = add_table, .fields_ext = &fields};
	ss_plugin_init_input input = {config, &api, owner_error, FOUND(parse_event) ? &tables : NULL, owner_log};
	*rc = 77;
	return api.init(&input, rc);
}

static void extract(ss_plugin_t *s, const ss_plugin_event_input *evt) {
	enum { FIELDS = 14 };
	static const struct { const char *key; uint64_t index; } arguments[] = {
		{NULL, UINT64_MAX}, {NULL, 0}, {"user", UINT64_MAX}, {"1", 1}, {"\"\\ \xff", UINT64_MAX}, {"", UINT64_MAX}};
	for (size_t a = 0; a < sizeof arguments / sizeof *arguments; a++) {
		ss_plugin_extract_field fields[FIELDS];
		ss_plugin_extract_value_offsets offsets = {NULL, NULL};
		ss_plugin_field_extract_input in = {.num_fields = FIELDS, .fields = fields, .value_offsets = &offsets};
		memset(fields, 0x5a, sizeof fields);
		for (uint32_t i = 0; i < FIELDS; i++) {
			fields[i].field_id = i;
			fields[i].arg_key = arguments[a].key;
			fields[i].arg_index = arguments[a].index;
			fields[i].arg_present = a != 0;
		}
		if (api.extract_fields(s, evt, &in) != SS_PLUGIN_SUCCESS) continue;
		for (uint32_t i = 0; i < FIELDS; i++) {
			values += fields[i].res_len;
			if (offsets.start != NULL && offsets.start[i] + offsets.length[i] > evt->evt->len) abort();
		}
	}
}

static void feed(ss_plugin_t *s, const ss_plugin_event *evt) {
	ss_plugin_event_input input = {evt, 1, "good"};
	ss_plugin_event_parse_input in = {.owner = &api, .get_owner_last_error = owner_error};
	if (FOUND(parse_event)) api.parse_event(s, &input, &in);
	if (FOUND(extract_fields)) extract(s, &input);
	if (FOUND(event_to_string) && s != NULL && strpbrk(api.event_to_string(s, &input), "\r\n") != NULL) abort();
}

/* Every prefix of the event, as an event of its own with nothing after it. */
static void feed_cut(ss_plugin_t *s, const ss_plugin_event *evt) {
	for (uint32_t n = sizeof *evt; n <= evt->len; n++) {
		ss_plugin_event *copy = malloc(n);
		memcpy(copy, evt, n);
		copy->len = n;
		feed(s, copy);
		free(copy);
	}
}

static unsigned stream(ss_plugin_t *s, const char *params) {
	ss_plugin_rc rc = 77;
	ss_instance_t *h = api.open(s, params, &rc);
	unsigned events = 0;
	if (rc != SS_PLUGIN_SUCCESS) {
		if (api.get_last_error(s)[0] != '\0') refused++;
		api.close(s, h);
		return 0;
	}
	for (rc = SS_PLUGIN_SUCCESS; rc != SS_PLUGIN_EOF && rc != SS_PLUGIN_FAILURE && events < 5000;) {
		uint32_t n = 77, pct = 77777;
		ss_plugin_event **evts = NULL;
		rc = api.next_batch(s, h, &n, &evts);
		for (uint32_t i = 0; i < n; i++, events++) {
			if (events < 20) feed(s, evts[i]);
			if (events == 7 && evts[i]->len < 1000) feed_cut(s, evts[i]);
		}
		if (FOUND(get_progress)) api.get_progress(s, h, &pct);
	}
	api.close(s, h);
	return events;
}

static void use_own_table(void) {
	if (own_table.name == NULL) return;
	ss_plugin_table_t *t = own_table.table;
	ss_plugin_table_writer_vtable_ext *w = own_table.writer_ext;
	ss_plugin_table_reader_vtable_ext *r = own_table.reader_ext;
	ss_plugin_state_data key = {.u64 = 1000}, value = {.str = "text"}, back;
	ss_plugin_table_field_t *field = own_table.fields_ext->add_table_field(t, "note", SS_PLUGIN_ST_STRING);
	ss_plugin_table_entry_t *entry = w->add_table_entry(t, &key, w->create_table_entry(t));
	w->write_entry_field(t, entry, field, &value);
	w->write_entry_field(t, entry, field, &value);
	w->erase_table_entry(t, &key);
	if (r->read_entry_field(t, entry, field, &back) != SS_PLUGIN_SUCCESS || strcmp(back.str, "text") != 0) abort();
	r->release_table_entry(t, entry);
	w->destroy_table_entry(t, w->create_table_entry(t));
	printf("table %llu\n", (unsigned long long)r->get_table_size(t));
}

int main(int argc, char **argv) {
	void *library = argc == 2 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;
	ss_plugin_rc rc;
	uint32_t n;
	if (library == NULL) return 2;
	resolve(library);

	ss_plugin_t *bad = init("{\"max\":0}", &rc);
	if (rc != SS_PLUGIN_SUCCESS && api.get_last_error(bad)[0] != '\0') refused++;
	if (bad != NULL) api.destroy(bad);

	ss_plugin_t *s = init("{ \"max\": 2000, \"prefix\": \"me-\" }", &rc), *other = init("{}", &rc);
	ss_plugin_capture_listen_input listen = {.owner = &api};
	if (FOUND(set_async_event_handler)) {
		api.set_async_event_handler(s, &api, NULL);
		api.set_async_event_handler(s, &api, on_async);
	}
	if (FOUND(capture_open)) api.capture_open(s, &listen);
	if (FOUND(open)) {
		if (FOUND(list_open_params)) api.list_open_params(s, &rc);
		printf("events %u %u\n", stream(s, ""), stream(other, "100"));
		stream(s, "fail:why");
	}
	if (FOUND(set_config)) api.set_config(s, &(ss_plugin_set_config_input){"{\"max\":5}"});
	if (FOUND(get_metrics)) printf("metric %s\n", api.get_metrics(s, &n)[0].name);
	if (FOUND(set_async_event_handler)) {
		while (__atomic_load_n(&ticks, __ATOMIC_RELAXED) < 3) usleep(1000);
		if (FOUND(dump_state)) api.dump_state(s, &api, on_async);
		api.set_async_event_handler(s, &api, NULL);
	}
	if (FOUND(capture_close)) api.capture_close(s, &listen);
	/* The last state that was made has the table. */
	use_own_table();
	if (other != NULL) api.destroy(other);
	if (s != NULL) api.destroy(s);
	printf("refused %u\nvalues %s\n", refused, values > 0 ? "some" : "none");
	return dlclose(library);
}
