/* SPDX-License-Identifier: Apache-2.0 */
/* A host in small: drives the C sample with all its capabilities through what Falco does. Linked with the plugin's own sources,
 * under sanitizers. Prints what the test compares. */
#include <falco_plugin.h>

#include <arpa/inet.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static ss_plugin_owner_t* const owner = (ss_plugin_owner_t*)0x10;
static atomic_int async_events;

static void on_log(ss_plugin_owner_t* o, const char* component, const char* msg, ss_plugin_log_severity sev) {
	printf("log %d %s%s%s\n", sev, o == owner ? "" : "WRONG OWNER ", component == NULL ? "" : component, msg);
}

static ss_plugin_rc on_async(ss_plugin_owner_t* o, const ss_plugin_event* evt, char* err) {
	(void)err;
	if (o == owner && evt->type == FALCO_PLUGIN_ASYNC_EVENT && evt->nparams == 3) async_events++;
	return SS_PLUGIN_SUCCESS;
}

static ss_plugin_t* init(const char* config, ss_plugin_rc* rc) {
	ss_plugin_init_input input = {.config = config, .owner = owner, .log_fn = on_log};
	*rc = (ss_plugin_rc)77;
	return plugin_init(&input, rc);
}

static void print_field(const ss_plugin_extract_field* f) {
	printf("field %u:", f->field_id);
	for (uint64_t i = 0; i < f->res_len; i++) {
		switch (f->ftype) {
		case FTYPE_STRING: printf(" \"%s\"", f->res.str[i]); break;
		case FTYPE_BOOL: printf(" %u", f->res.boolean[i]); break;
		case FTYPE_IPADDR: {
			char text[INET6_ADDRSTRLEN];
			const ss_plugin_byte_buffer* b = &f->res.buf[i];
			inet_ntop(b->len == 4 ? AF_INET : AF_INET6, b->ptr, text, sizeof text);
			printf(" %u:%s", b->len, text);
			break;
		}
		default: printf(" %" PRIu64, f->res.u64[i]);
		}
	}
	putchar('\n');
}

static void extract_all(ss_plugin_t* s, ss_plugin_event* evt) {
	static const uint32_t types[] = {8, 21, 9, 40, 25, 9, 9, 9, 9, 9};
	ss_plugin_extract_field fields[10];
	memset(fields, 0x5a, sizeof fields);
	for (uint32_t i = 0; i < 10; i++) {
		fields[i].field_id = i < 8 ? i : i - 2;
		fields[i].ftype = types[i];
		fields[i].flist = i == 5 ? 64 : 0;
		fields[i].arg_present = i >= 6;
		fields[i].arg_index = i == 6 ? 1 : UINT64_MAX;
		fields[i].arg_key = i == 7 ? "groups" : i == 9 ? "nothing" : NULL;
	}
	ss_plugin_event_input input = {.evt = evt, .evtnum = 1, .evtsrc = "sample"};
	ss_plugin_field_extract_input in = {.owner = owner, .num_fields = 10, .fields = fields};
	if (plugin_extract_fields(s, &input, &in) != SS_PLUGIN_SUCCESS) printf("extract failed\n");
	for (uint32_t i = 0; i < 10; i++) print_field(&fields[i]);
}

/* Every truncation and many changes of a payload, in memory of exactly its size. */
static void hostile_payloads(ss_plugin_t* s, const char* payload) {
	size_t whole = strlen(payload);
	ss_plugin_extract_field field;
	ss_plugin_field_extract_input in = {.owner = owner, .num_fields = 1, .fields = &field};
	for (size_t len = 0; len <= whole; len++) {
		for (int change = 0; change < 24; change++) {
			char* buffer = malloc(falco_plugin_event_size(len));
			char* at = falco_plugin_event_begin(buffer, 1, (uint32_t)len);
			memcpy(at, payload, len);
			if (len > 0) at[(size_t)change * 7919 % len] ^= (char)(change * 11);
			ss_plugin_event_input input = {.evt = (ss_plugin_event*)buffer, .evtnum = 1, .evtsrc = "sample"};
			for (uint32_t id = 0; id < 9; id++) {
				memset(&field, 0x5a, sizeof field);
				field.field_id = id;
				field.arg_present = 1;
				field.arg_index = 0;
				field.arg_key = "user";
				plugin_extract_fields(s, &input, &in);
				if (field.res_len > 8) abort();
			}
			plugin_event_to_string(s, &input);
			plugin_parse_event(s, &input, NULL);
			free(buffer);
		}
	}
}

static uint64_t read_all(ss_plugin_t* s, ss_instance_t* h, int* batches) {
	uint64_t total = 0;
	for (*batches = 1;; ++*batches) {
		uint32_t n = 12345, pct = 99999;
		ss_plugin_event** evts = NULL;
		ss_plugin_rc rc = plugin_next_batch(s, h, &n, &evts);
		plugin_get_progress(s, h, &pct);
		if (pct > 10000) abort();
		for (uint32_t i = 0; i < n; i++) {
			ss_plugin_event_input input = {.evt = evts[i], .evtnum = ++total, .evtsrc = "sample"};
			plugin_parse_event(s, &input, NULL);
		}
		if (rc == SS_PLUGIN_EOF) return total;
		if (rc != SS_PLUGIN_SUCCESS || n == 0) abort();
	}
}

static void sourcing(ss_plugin_t* s) {
	ss_plugin_rc rc;
	int batches;
	ss_instance_t* h = plugin_open(s, "many", &rc);
	printf("open many: %d %s %s\n", rc, h == NULL ? "NULL" : "instance", plugin_get_last_error(s));
	plugin_close(s, h);
	h = plugin_open(s, "100", &rc);
	ss_instance_t* other = plugin_open(s, "0", &rc);
	printf("open 100: %d\n", rc);
	uint64_t total = read_all(s, h, &batches);
	printf("events %" PRIu64 " in %d batches\n", total, batches);
	printf("after the end %" PRIu64 ", empty %" PRIu64 "\n", read_all(s, h, &batches), read_all(s, other, &batches));
	plugin_close(s, h);
	plugin_close(s, other);
	h = plugin_open(s, "2", &rc);
	uint32_t n;
	ss_plugin_event** evts;
	plugin_next_batch(s, h, &n, &evts);
	ss_plugin_event_input input = {.evt = evts[0], .evtnum = 1, .evtsrc = "sample"};
	const char* text = plugin_event_to_string(s, &input);
	printf("text %s\n", text);
	extract_all(s, evts[0]);
	extract_all(s, evts[1]);
	uint32_t id = 5;
	memcpy((char*)evts[0] + PLUGIN_EVENT_PAYLOAD_OFFSET - sizeof id, &id, sizeof id);
	printf("foreign ");
	extract_all(s, evts[0]);
	uint32_t len;
	char payload[512] = "";
	memcpy(payload, falco_plugin_event_payload(evts[1], &len), len);
	hostile_payloads(s, payload);
	plugin_close(s, h);
}

int main(void) {
	ss_plugin_rc rc;
	uint32_t n = 0;
	ss_plugin_t* bad = init("{\"debug\": 1}", &rc);
	printf("init bad: %d %s\n", rc, plugin_get_last_error(bad));
	plugin_destroy(bad);
	ss_plugin_t* s = init("", &rc);
	printf("init: %d\n", rc);
	sourcing(s);
	ss_plugin_set_config_input config = {.config = "{\"debug\": true}"};
	printf("set_config: %d\n", plugin_set_config(s, &config));
	config.config = "{\"x\": 1}";
	printf("set_config bad: %d %s\n", plugin_set_config(s, &config), plugin_get_last_error(s));
	printf("async off: %d\n", plugin_set_async_event_handler(s, owner, NULL));
	for (int round = 0; round < 2; round++) {
		async_events = 0;
		plugin_set_async_event_handler(s, owner, on_async);
		while (async_events == 0) usleep(10000);
		plugin_set_async_event_handler(s, owner, NULL);
	}
	printf("async on and off\n");
	async_events = 0;
	rc = plugin_dump_state(s, owner, on_async);
	printf("dump: %d %d\n", rc, async_events);
	printf("listen: %d\n", plugin_capture_open(s, NULL));
	printf("listen: %d %d\n", plugin_capture_close(s, NULL), plugin_capture_close(s, NULL));
	ss_plugin_metric* metrics = plugin_get_metrics(s, &n);
	for (uint32_t i = 0; i < n; i++) printf("metric %s %s\n", metrics[i].name, metrics[i].value.u64 > 0 ? "counts" : "0");
	plugin_set_async_event_handler(s, owner, on_async);
	plugin_destroy(s);
	printf("fields %s\n", plugin_get_fields());
	printf("done\n");
	return 0;
}
