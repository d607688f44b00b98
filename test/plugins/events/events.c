/*
 * A source with fields of all kinds, whose values follow from the number in the payload, and with one deviation from what
 * batched extraction takes for granted where a flag says so (facts on the engine, section 7.2).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "falco_plugin.h"

#define EXPORT __attribute__((visibility("default")))

/* One buffer for the results of all fields, from this event on: right for one field a call only. */
#ifndef EVENTS_SHARED_BUFFER
#define EVENTS_SHARED_BUFFER UINT64_MAX
#endif
/* Results are kept by field id, as plugin-sdk-go keeps them: a field id twice in a call gives the last one twice. */
#ifndef EVENTS_BY_FIELD_ID
#define EVENTS_BY_FIELD_ID 0
#endif
/* As falco_plugin 0.5.1: where a number was, the next result of the call is put; here only from the hundredth event on. */
#ifndef EVENTS_RUST
#define EVENTS_RUST 0
#endif
/* e.odd fails for odd events, and with it all fields behind it. */
#ifndef EVENTS_ODD_FAILS
#define EVENTS_ODD_FAILS 0
#endif
/* All fields fail for odd events. */
#ifndef EVENTS_ODD_EVENTS_FAIL
#define EVENTS_ODD_EVENTS_FAIL 0
#endif
/* Results of the call before are overwritten. */
#ifndef EVENTS_SCRIBBLES
#define EVENTS_SCRIBBLES 0
#endif
/* What parse_event counts is a field. */
#ifndef EVENTS_PARSES
#define EVENTS_PARSES 0
#endif
/* The timestamp of an event by its number: one a millisecond. */
#ifndef EVENTS_TIME
#define EVENTS_TIME(n) 1700000000000000000 + (n) * 1000000
#endif
/* Values of events before the last batch are gone. */
#ifndef EVENTS_FORGETS
#define EVENTS_FORGETS 0
#endif
/* What happens to the event with number EVENTS_FATE_AT. */
#ifndef EVENTS_FATE
#define EVENTS_FATE (void)0
#endif
#ifndef EVENTS_FATE_AT
#define EVENTS_FATE_AT UINT64_MAX
#endif
#ifndef EVENTS_NAME
#define EVENTS_NAME "events"
#endif
#ifndef EVENTS_SOURCE
#define EVENTS_SOURCE "events_src"
#endif
#ifndef EVENTS_BATCH
#define EVENTS_BATCH 16
#endif

enum { TEXTS = 16, TEXT = 64, MOST = 4 };

struct result {
	char texts[MOST][TEXT];
	const char *pointers[MOST];
	uint64_t numbers[MOST];
	ss_plugin_bool truth;
	ss_plugin_byte_buffer buffer;
	uint8_t address[4];
};

struct state {
	char error[64];
	uint64_t parsed;
	uint64_t calls;
	uint64_t batch; /* the first event of the last batch */
	struct result results[TEXTS];
};

struct instance {
	uint64_t next;
	uint64_t count;
	uint8_t memory[EVENTS_BATCH][64];
	ss_plugin_event *events[EVENTS_BATCH];
};

EXPORT const char *plugin_get_required_api_version(void) { return "3.8.0"; }
EXPORT const char *plugin_get_version(void) { return "0.1.0"; }
EXPORT const char *plugin_get_name(void) { return EVENTS_NAME; }
EXPORT const char *plugin_get_description(void) { return "Events by number"; }
EXPORT const char *plugin_get_contact(void) { return "nobody@example.org"; }
EXPORT uint32_t plugin_get_id(void) { return 999; }
EXPORT const char *plugin_get_event_source(void) { return EVENTS_SOURCE; }

EXPORT const char *plugin_get_last_error(ss_plugin_t *s)
{
	return ((struct state *)s)->error;
}

EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc)
{
	(void)input;
	*rc = SS_PLUGIN_SUCCESS;
	return calloc(1, sizeof(struct state));
}

EXPORT void plugin_destroy(ss_plugin_t *s)
{
	fprintf(stderr, "destroyed\n");
	free(s);
}

#define FIELD(type, name, more) "{\"type\":\"" type "\",\"name\":\"" name "\",\"desc\":\"A field\"" more "}"
EXPORT const char *plugin_get_fields(void)
{
	return "[" FIELD("string", "e.name", "") "," FIELD("string", "e.kind", "") "," FIELD("uint64", "e.num", "") ","
		FIELD("bool", "e.even", "") "," FIELD("ipaddr", "e.addr", "") "," FIELD("string", "e.words", ",\"isList\":true") ","
		FIELD("uint64", "e.digits", ",\"isList\":true") ","
		FIELD("string", "e.arg", ",\"arg\":{\"isRequired\":true,\"isKey\":true}") "," FIELD("uint64", "e.calls", "") ","
		FIELD("string", "e.odd", "") "," FIELD("string", "e.tail", "") "," FIELD("uint64", "e.parsed", "") "]";
}

static const char *text_of(struct result *result, unsigned i, const char *format, uint64_t number)
{
	snprintf(result->texts[i], TEXT, format, (unsigned long long)number);
	return result->pointers[i] = result->texts[i];
}

/* SS_PLUGIN_FAILURE for a field that fails. */
static ss_plugin_rc extract(struct state *s, ss_plugin_extract_field *f, struct result *r, uint64_t n)
{
	f->res_len = 1;
	f->res.str = r->pointers;
	switch (f->field_id) {
	case 0:
		text_of(r, 0, "name%llu", n % 7);
		break;
	case 1:
		text_of(r, 0, n % 40 == 0 ? "rare" : "common", 0);
		break;
	case 2:
		r->numbers[0] = n;
		f->res.u64 = r->numbers;
		break;
	case 3:
		r->truth = n % 2 == 0;
		f->res.boolean = &r->truth;
		break;
	case 4:
		memcpy(r->address, (uint8_t[]){ 10, 0, 0, (uint8_t)n }, 4);
		r->buffer = (ss_plugin_byte_buffer){ .len = 4, .ptr = r->address };
		f->res.buf = &r->buffer;
		break;
	case 5:
		text_of(r, 0, "w%llu", n);
		text_of(r, 1, "v%llu", n);
		f->res_len = n % 3;
		break;
	case 6:
		for (unsigned i = 0; i < MOST; i++)
			r->numbers[i] = n + i;
		f->res.u64 = r->numbers;
		f->res_len = n % 4;
		break;
	case 7:
		snprintf(r->texts[0], TEXT, "%s=%llu", f->arg_key, (unsigned long long)n);
		r->pointers[0] = r->texts[0];
		break;
	case 8:
		r->numbers[0] = s->calls;
		f->res.u64 = r->numbers;
		break;
	case 9:
		if (n % 2 == 1 && EVENTS_ODD_FAILS) {
			f->res_len = 0;
			return SS_PLUGIN_FAILURE;
		}
		text_of(r, 0, "odd%llu", n);
		break;
	case 10:
		text_of(r, 0, "tail%llu", n);
		break;
	default:
		r->numbers[0] = s->parsed;
		f->res.u64 = r->numbers;
	}
	return SS_PLUGIN_SUCCESS;
}

#if EVENTS_RUST
/* By it a library in Rust is known. */
EXPORT void rust_eh_personality(void) {}
#endif

static uint64_t number_of(const ss_plugin_event *event)
{
	uint64_t n;
	memcpy(&n, (const uint8_t *)event + 38, sizeof n);
	return n;
}

EXPORT ss_plugin_rc plugin_extract_fields(ss_plugin_t *p, const ss_plugin_event_input *event,
					  const ss_plugin_field_extract_input *in)
{
	struct state *s = (struct state *)p;
	uint64_t n = number_of(event->evt);
	s->calls++;
	if (EVENTS_FORGETS && n < s->batch)
		return SS_PLUGIN_FAILURE;
	if (n % 2 == 1 && EVENTS_ODD_EVENTS_FAIL)
		return SS_PLUGIN_FAILURE;
	if (EVENTS_SCRIBBLES)
		memset(s->results, 'x', sizeof s->results);
	for (uint32_t i = 0; i < in->num_fields; i++) {
		uint32_t place = EVENTS_BY_FIELD_ID ? in->fields[i].field_id : i;
		if (n + 1 > EVENTS_SHARED_BUFFER)
			place = 0;
		ss_plugin_rc rc = extract(s, &in->fields[i], &s->results[place % TEXTS], n);
		if (rc != SS_PLUGIN_SUCCESS)
			return rc;
		if (EVENTS_RUST && n > 100 && i > 0 && in->fields[i - 1].ftype == FTYPE_UINT64)
			in->fields[i - 1].res.u64 = (uint64_t *)s->results[place % TEXTS].texts;
	}
	return SS_PLUGIN_SUCCESS;
}

#if EVENTS_PARSES
EXPORT ss_plugin_rc plugin_parse_event(ss_plugin_t *p, const ss_plugin_event_input *event,
				       const ss_plugin_event_parse_input *in)
{
	(void)event;
	(void)in;
	((struct state *)p)->parsed++;
	return SS_PLUGIN_SUCCESS;
}
#endif

EXPORT ss_instance_t *plugin_open(ss_plugin_t *p, const char *params, ss_plugin_rc *rc)
{
	if (strcmp(params, "refuse") == 0) {
		snprintf(((struct state *)p)->error, sizeof((struct state *)p)->error, "nothing to open");
		*rc = SS_PLUGIN_FAILURE;
		return NULL;
	}
	struct instance *instance = calloc(1, sizeof *instance);
	instance->count = *params == '\0' ? UINT64_MAX : strtoull(params, NULL, 10);
	*rc = SS_PLUGIN_SUCCESS;
	return instance;
}

EXPORT void plugin_close(ss_plugin_t *p, ss_instance_t *h)
{
	(void)p;
	fprintf(stderr, "closed\n");
	free(h);
}

EXPORT const char *plugin_event_to_string(ss_plugin_t *p, const ss_plugin_event_input *event)
{
	struct state *s = (struct state *)p;
	snprintf(s->error, sizeof s->error, "event %llu", (unsigned long long)number_of(event->evt));
	return s->error;
}

EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *p, ss_instance_t *h, uint32_t *count, ss_plugin_event ***events)
{
	struct instance *instance = (struct instance *)h;
	uint32_t made = 0;
	((struct state *)p)->batch = instance->next;
	for (; made < EVENTS_BATCH && instance->next < instance->count; made++, instance->next++) {
		uint8_t *at = instance->memory[made];
		ss_plugin_event event = { .ts = EVENTS_TIME(instance->next),
					  .tid = UINT64_MAX,
					  .len = 46,
					  .type = 322,
					  .nparams = 2 };
		uint32_t lengths[3] = { 4, 8, 0 };
		if (instance->next == EVENTS_FATE_AT)
			EVENTS_FATE;
		memcpy(at, &event, sizeof event);
		memcpy(at + sizeof event, lengths, sizeof lengths);
		memcpy(at + 38, &instance->next, 8);
		instance->events[made] = (ss_plugin_event *)at;
	}
	*count = made;
	*events = instance->events;
	return made == 0 ? SS_PLUGIN_EOF : SS_PLUGIN_SUCCESS;
}
