/*
 * What a C host does: a loop over next_batch, and one extract_fields call with one field for each comparison, as Falco
 * makes them. Returns the nanoseconds it took.
 */
#include <stdint.h>
#include <string.h>
#include <time.h>

#include "falco_plugin.h"

typedef ss_plugin_rc next_batch_fn(void *, void *, uint32_t *, ss_plugin_event ***);
typedef ss_plugin_rc extract_fn(void *, const ss_plugin_event_input *, const ss_plugin_field_extract_input *);

/* The order is that of OPERATORS in subjects.ts. */
enum operator { EQUAL, NOT_EQUAL, CONTAINS, STARTS_WITH, ENDS_WITH, NUMBER_EQUAL, NUMBER_NOT_EQUAL, ABOVE, BELOW };

struct comparison {
	uint64_t field;
	const char *name;
	uint64_t operator;
	const char *text;
	uint64_t number;
};

struct loop {
	void *state;
	void *instance;
	next_batch_fn *next_batch;
	extract_fn *extract; /* NULL: events are only read */
	const char *source;
	const struct comparison *comparisons;
	uint64_t rules;
	uint64_t per_rule;
	uint64_t events;
	uint64_t matches; /* out */
	uint64_t calls; /* out */
};

static uint64_t now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static int ends_with(const char *text, const char *end)
{
	size_t length = strlen(text);
	size_t part = strlen(end);
	return length >= part && memcmp(text + length - part, end, part) == 0;
}

static int passes(const ss_plugin_extract_field *field, const struct comparison *comparison)
{
	switch ((enum operator)comparison->operator) {
	case EQUAL:
		return strcmp(field->res.str[0], comparison->text) == 0;
	case NOT_EQUAL:
		return strcmp(field->res.str[0], comparison->text) != 0;
	case CONTAINS:
		return strstr(field->res.str[0], comparison->text) != NULL;
	case STARTS_WITH:
		return strncmp(field->res.str[0], comparison->text, strlen(comparison->text)) == 0;
	case ENDS_WITH:
		return ends_with(field->res.str[0], comparison->text);
	case NUMBER_EQUAL:
		return field->res.u64[0] == comparison->number;
	case NUMBER_NOT_EQUAL:
		return field->res.u64[0] != comparison->number;
	case ABOVE:
		return field->res.u64[0] > comparison->number;
	default:
		return field->res.u64[0] < comparison->number;
	}
}

static int holds(struct loop *loop, const ss_plugin_event_input *event, const struct comparison *comparison)
{
	ss_plugin_extract_field field = { .field_id = (uint32_t)comparison->field,
					  .field = comparison->name,
					  .arg_index = UINT64_MAX,
					  .ftype = comparison->operator < NUMBER_EQUAL ? 9 : 8 };
	ss_plugin_field_extract_input input = { .num_fields = 1, .fields = &field };
	loop->calls++;
	return loop->extract(loop->state, event, &input) == SS_PLUGIN_SUCCESS && field.res_len > 0 &&
	       passes(&field, comparison);
}

__attribute__((visibility("default"))) uint64_t bench_loop(struct loop *loop)
{
	uint64_t start = now();
	uint64_t number = 0;
	while (number < loop->events) {
		uint32_t count = 0;
		ss_plugin_event **events = NULL;
		if (loop->next_batch(loop->state, loop->instance, &count, &events) != SS_PLUGIN_SUCCESS)
			break;
		for (uint32_t i = 0; i < count; i++) {
			ss_plugin_event_input input = { .evt = events[i], .evtnum = ++number, .evtsrc = loop->source };
			if (loop->extract == NULL)
				continue;
			for (uint64_t rule = 0; rule < loop->rules; rule++) {
				const struct comparison *comparison = loop->comparisons + rule * loop->per_rule;
				uint64_t held = 0;
				while (held < loop->per_rule && holds(loop, &input, comparison + held))
					held++;
				loop->matches += held == loop->per_rule;
			}
		}
	}
	return now() - start;
}
