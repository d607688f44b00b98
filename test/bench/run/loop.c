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

struct comparison {
	uint64_t field;
	const char *name;
	const char *value;
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

static int holds(struct loop *loop, const ss_plugin_event_input *event, const struct comparison *comparison)
{
	ss_plugin_extract_field field = { .field_id = (uint32_t)comparison->field,
					  .field = comparison->name,
					  .arg_index = UINT64_MAX,
					  .ftype = 9 };
	ss_plugin_field_extract_input input = { .num_fields = 1, .fields = &field };
	loop->calls++;
	return loop->extract(loop->state, event, &input) == SS_PLUGIN_SUCCESS && field.res_len > 0 &&
	       strcmp(field.res.str[0], comparison->value) == 0;
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
