/*
 * The cheapest plugin there can be: events and values are made once. What is measured with it is the host alone. With
 * BENCH_COPIES it keeps a result of its own for each field, as a plugin does whose values are no constants; with
 * BENCH_MIXED results are pointers into the event, texts and numbers, which differ from event to event. The open parameters
 * are a number: every so many events is one that rules match, 0 for none.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "falco_plugin.h"

#define EXPORT __attribute__((visibility("default")))

enum { BATCH = 128, FIELDS = 10, TEXT = 256 };
#ifdef BENCH_MIXED
/* The event has texts in slots, then numbers. */
enum { TEXTS = 6, SLOT = 24, VALUES_AT = 48, NUMBERS_AT = VALUES_AT + TEXTS * SLOT, EVENT = NUMBERS_AT + 8 * (FIELDS - TEXTS) };
#else
enum { EVENT = 42 };
#endif

struct state {
	char texts[FIELDS][TEXT];
	const char *pointers[FIELDS];
};

struct instance {
	uint64_t next;
	uint64_t every;
	uint8_t memory[BATCH][(EVENT + 7) / 8 * 8];
	ss_plugin_event *events[BATCH];
};

EXPORT const char *plugin_get_required_api_version(void) { return "3.8.0"; }
EXPORT const char *plugin_get_version(void) { return "0.1.0"; }
EXPORT const char *plugin_get_name(void) { return "bench"; }
EXPORT const char *plugin_get_description(void) { return "Events that cost nothing"; }
EXPORT const char *plugin_get_contact(void) { return "nobody@example.org"; }
EXPORT uint32_t plugin_get_id(void) { return 999; }
EXPORT const char *plugin_get_event_source(void) { return "bench"; }
EXPORT const char *plugin_get_last_error(ss_plugin_t *s) { return (void)s, ""; }

EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc)
{
	(void)input;
	*rc = SS_PLUGIN_SUCCESS;
	return calloc(1, sizeof(struct state));
}

EXPORT void plugin_destroy(ss_plugin_t *s) { free(s); }

EXPORT const char *plugin_get_fields(void)
{
#define FIELD_OF(type, i) "{\"type\":\"" type "\",\"name\":\"b.f" #i "\",\"desc\":\"A field\"}"
#define FIELD(i) FIELD_OF("string", i)
#ifdef BENCH_MIXED
#define LATER(i) FIELD_OF("uint64", i)
#else
#define LATER(i) FIELD(i)
#endif
	return "[" FIELD(0) "," FIELD(1) "," FIELD(2) "," FIELD(3) "," FIELD(4) "," FIELD(5) "," LATER(6) "," LATER(7) "," LATER(8) "," LATER(9) "]";
}

#ifdef BENCH_MIXED
EXPORT ss_plugin_rc plugin_extract_fields(ss_plugin_t *s, const ss_plugin_event_input *event,
					  const ss_plugin_field_extract_input *in)
{
	struct state *state = (struct state *)s;
	const uint8_t *values = (const uint8_t *)event->evt;
	for (uint32_t i = 0; i < in->num_fields; i++) {
		ss_plugin_extract_field *field = &in->fields[i];
		uint32_t id = field->field_id;
		if (id < TEXTS) {
			state->pointers[id] = (const char *)values + VALUES_AT + id * SLOT;
			field->res.str = &state->pointers[id];
		} else {
			field->res.u64 = (uint64_t *)(values + NUMBERS_AT + 8 * (id - TEXTS));
		}
		field->res_len = 1;
	}
	return SS_PLUGIN_SUCCESS;
}

static void fill(uint8_t *event, uint32_t number)
{
	for (uint32_t i = 0; i < TEXTS; i++)
		snprintf((char *)event + VALUES_AT + i * SLOT, SLOT, "common-%u-%u", i, number * (i + 1) % 16);
	for (uint64_t i = 0; i < FIELDS - TEXTS; i++) {
		uint64_t value = 1000 + number * (i + 1);
		memcpy(event + NUMBERS_AT + 8 * i, &value, sizeof value);
	}
}
#else
static void fill(uint8_t *event, uint32_t number)
{
	(void)event;
	(void)number;
}

/* By whether the event is one that rules match, and by field. */
static const char *values[2][FIELDS] = {
	{ "common-0", "common-1", "common-2", "common-3", "common-4", "common-5", "common-6", "common-7", "common-8",
	  "common-9" },
	{ "hit", "common-1", "common-2", "common-3", "common-4", "common-5", "common-6", "common-7", "common-8", "common-9" },
};

EXPORT ss_plugin_rc plugin_extract_fields(ss_plugin_t *s, const ss_plugin_event_input *event,
					  const ss_plugin_field_extract_input *in)
{
	uint32_t kind;
	memcpy(&kind, (const uint8_t *)event->evt + 38, sizeof kind);
	for (uint32_t i = 0; i < in->num_fields; i++) {
		ss_plugin_extract_field *field = &in->fields[i];
#ifdef BENCH_COPIES
		struct state *state = (struct state *)s;
		const char *value = values[kind][field->field_id];
		memcpy(state->texts[field->field_id], value, strlen(value) + 1);
		state->pointers[field->field_id] = state->texts[field->field_id];
		field->res.str = &state->pointers[field->field_id];
#else
		(void)s;
		field->res.str = &values[kind][field->field_id];
#endif
		field->res_len = 1;
	}
	return SS_PLUGIN_SUCCESS;
}

#endif

EXPORT ss_instance_t *plugin_open(ss_plugin_t *s, const char *params, ss_plugin_rc *rc)
{
	(void)s;
	struct instance *instance = calloc(1, sizeof *instance);
	instance->every = strtoull(params, NULL, 10);
	for (uint32_t i = 0; i < BATCH; i++) {
		ss_plugin_event event = {
			.ts = 1700000000000000000, .tid = UINT64_MAX, .len = EVENT, .type = 322, .nparams = 2
		};
		uint32_t lengths[3] = { 4, EVENT - 38, 0 };
		fill(instance->memory[i], i);
		memcpy(instance->memory[i], &event, sizeof event);
		memcpy(instance->memory[i] + sizeof event, lengths, sizeof lengths);
		instance->events[i] = (ss_plugin_event *)instance->memory[i];
	}
	*rc = SS_PLUGIN_SUCCESS;
	return instance;
}

EXPORT void plugin_close(ss_plugin_t *s, ss_instance_t *h)
{
	(void)s;
	free(h);
}

EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *count, ss_plugin_event ***events)
{
	(void)s;
	struct instance *instance = (struct instance *)h;
	for (uint32_t i = 0; i < BATCH; i++) {
		uint32_t kind = instance->every != 0 && instance->next++ % instance->every == 0;
		memcpy(instance->memory[i] + 38, &kind, sizeof kind);
	}
	*count = BATCH;
	*events = instance->events;
	return SS_PLUGIN_SUCCESS;
}
