/*
 * Calls of parse_event and extract_fields. Falco asks for one field a call; here several are asked for at once, and what
 * that takes for granted is watched: see facts on the engine, "Batched plan", constraints 1 to 4.
 */
#include "columns.h"
#include "event.h"
#include "internal.h"

enum { RC_SUCCESS = 0 };

/* A field that fails this many calls of others is asked alone from then on. */
#define MAX_FAILURES 8
/* Results that share memory may be right: after so many calls that were, they count as right. */
#define MAX_SUSPICIONS 16

/* The head of ss_plugin_field_extract_input, as far as it is filled here. */
struct extract_input {
	void *owner;
	void *get_owner_last_error;
	uint32_t num_fields;
	struct nh_field_request *fields;
};

typedef int32_t extract_fields_fn(void *, const struct nh_event_input *, const struct extract_input *);
typedef int32_t parse_event_fn(void *, const struct nh_event_input *, const void *);

/* What every step of one event has in common. */
struct step {
	struct nh_collector *c;
	struct nh_extractor *e;
	const struct nh_event_input *input;
	struct nh_crumb *crumb;
	uint64_t row;
	uint64_t now;
};

static int32_t call(const struct step *s, struct nh_field_request *fields, uint32_t count)
{
	struct extract_input *extraction = s->e->extract_input;
	extraction->num_fields = count;
	extraction->fields = fields;
	nh_crumb_enter(s->crumb, NH_CALL_EXTRACT_FIELDS, s->now);
	int32_t rc = ((extract_fields_fn *)s->e->extract_fields)(s->e->state, s->input, extraction);
	s->crumb->call = NH_CALL_READ_VALUE;
	s->e->calls++;
	s->e->failures += rc != RC_SUCCESS;
	return rc;
}

static void store(const struct step *s, struct nh_column *column, const struct nh_field_request *result)
{
	if (!nh_column_store(s->c, column, s->row, result))
		s->c->lost_values++;
}

static int fetch_alone(const struct step *s, struct nh_column *column)
{
	struct nh_field_request request = column->request;
	int32_t rc = call(s, &request, 1);
	if (rc == RC_SUCCESS)
		store(s, column, &request);
	else
		nh_column_missing(column, s->row);
	return rc == RC_SUCCESS;
}

/* Constraint 2: one failing field hides those after it. Which one it was is known only by asking each. */
static void fetch_after_failure(const struct step *s, uint32_t count)
{
	struct nh_collector *c = s->c;
	uint32_t succeeded = 0;
	for (uint32_t i = 0; i < count; i++) {
		c->hashes[i] = (uint64_t)fetch_alone(s, c->columns + c->members[i]);
		succeeded += (uint32_t)c->hashes[i];
	}
	if (succeeded == 0)
		return; /* the event is what fails, not a field */
	for (uint32_t i = 0; i < count; i++) {
		struct nh_column *column = c->columns + c->members[i];
		if (!c->hashes[i] && ++column->failures >= MAX_FAILURES)
			column->alone = 1;
	}
}

static uint64_t hash_alone(const struct step *s, const struct nh_column *column)
{
	struct nh_field_request request = column->request;
	if (call(s, &request, 1) != RC_SUCCESS)
		request.res_len = 0;
	return nh_result_hash(column, &request);
}

/*
 * Constraint 3: a plugin may keep one buffer for all results. Compares with single calls; a value that differs between two
 * single calls too is one that changes by itself (constraint 7), and says nothing.
 */
static int differs_alone(const struct step *s, uint32_t count)
{
	struct nh_collector *c = s->c;
	s->e->examined++;
	for (uint32_t i = 0; i < count; i++) {
		const struct nh_column *column = c->columns + c->members[i];
		uint64_t alone = hash_alone(s, column);
		if (alone != c->hashes[i] && alone == hash_alone(s, column)) {
			s->e->different = c->members[i] + 1;
			return 1;
		}
	}
	return 0;
}

/* Whether two results of one call lie in the same memory. */
static int shares_memory(const struct nh_collector *c, uint32_t count)
{
	for (uint32_t i = 1; i < count; i++) {
		const struct nh_field_request *a = c->scratch + i - 1;
		const struct nh_field_request *b = c->scratch + i;
		if (a->res_len == 0 || b->res_len == 0 || a->res == NULL || b->res == NULL)
			continue;
		if (a->res == b->res)
			return 1;
		if (c->columns[c->members[i - 1]].kind == NH_VALUE_TEXT &&
		    c->columns[c->members[i]].kind == NH_VALUE_TEXT && *(char **)a->res == *(char **)b->res)
			return 1;
	}
	return 0;
}

static int must_examine(const struct step *s, uint32_t count)
{
	struct nh_extractor *e = s->e;
	if (count < 2)
		return 0;
	if (e->examined < s->c->examine_first || (s->c->examine_every != 0 && e->calls % s->c->examine_every == 0))
		return 1;
	if (e->suspected >= MAX_SUSPICIONS || !shares_memory(s->c, count))
		return 0;
	e->suspected++;
	return 1;
}

static void fetch_singly(const struct step *s, const struct nh_field_call *wanted)
{
	for (uint64_t i = 0; i < wanted->count; i++)
		fetch_alone(s, s->c->columns + wanted->first + i);
}

/*
 * Fetches the fields of one call. With `filtering`, all filters are about these fields: results are looked at before they
 * are copied, and it is false where no rule can match.
 */
static int fetch(const struct step *s, const struct nh_field_call *wanted, int filtering)
{
	struct nh_collector *c = s->c;
	if (s->e->single) {
		fetch_singly(s, wanted);
		return 1;
	}
	uint32_t count = 0;
	for (uint64_t index = wanted->first; index < wanted->first + wanted->count; index++) {
		if (c->columns[index].alone)
			continue;
		c->scratch[count] = c->columns[index].request;
		c->members[count++] = index;
	}
	if (count > 0 && call(s, c->scratch, count) != RC_SUCCESS) {
		if (count > 1)
			fetch_after_failure(s, count);
		else
			nh_column_missing(c->columns + c->members[0], s->row);
	} else if (count > 0) {
		int examined = must_examine(s, count);
		if (filtering && !examined && count == wanted->count && !nh_filter_results(c, c->scratch, wanted->first))
			return 0;
		for (uint32_t i = 0; i < count; i++) {
			struct nh_column *column = c->columns + c->members[i];
			if (examined)
				c->hashes[i] = nh_result_hash(column, c->scratch + i);
			store(s, column, c->scratch + i);
		}
		if (examined && differs_alone(s, count)) {
			s->e->single = 1;
			fetch_singly(s, wanted);
			return 1;
		}
	}
	if (count == wanted->count)
		return 1;
	for (uint64_t index = wanted->first; index < wanted->first + wanted->count; index++)
		if (c->columns[index].alone)
			fetch_alone(s, c->columns + index);
	return 1;
}

void nh_parse(struct nh_collector *c, const struct nh_event_input *input, uint64_t from, struct nh_crumb *crumb,
	      uint64_t now)
{
	for (uint64_t i = 0; i < c->num_extractors; i++) {
		struct nh_extractor *e = c->extractors + i;
		if (!(e->parses & from))
			continue;
		nh_crumb_enter(crumb, NH_CALL_PARSE_EVENT, now);
		if (((parse_event_fn *)e->parse_event)(e->state, input, e->parse_input) != RC_SUCCESS)
			c->parse_failures++;
		crumb->call = NH_CALL_PUMP;
		nh_tables_end_call(e->owner);
	}
}

/* event_to_string, of events of the plugin alone. */
static void summarise(struct nh_collector *c, uint64_t row, const struct nh_event_input *input, uint64_t from,
		      struct nh_crumb *crumb, uint64_t now)
{
	typedef const char *event_to_string_fn(void *, const struct nh_event_input *);
	c->summaries.present[row] = 0;
	if (c->event_to_string == NULL || c->state == NULL || from != NH_FROM_PLUGIN)
		return;
	nh_crumb_enter(crumb, NH_CALL_EVENT_TO_STRING, now);
	const char *text = ((event_to_string_fn *)c->event_to_string)(c->state, input);
	crumb->call = NH_CALL_READ_VALUE;
	if (!nh_column_store_text(c, &c->summaries, row, text))
		c->lost_values++;
	crumb->call = NH_CALL_PUMP;
}

int nh_extract_stage(struct nh_collector *c, uint32_t stage, uint64_t row, const struct nh_event_input *input,
		     uint64_t from, struct nh_crumb *crumb, uint64_t now)
{
	const struct nh_stage *wanted = c->stages + stage;
	int filtering = stage == NH_STAGE_ALL && c->num_filters > 0 && wanted->count == 1 && !wanted->summary;
	for (uint64_t i = 0; i < wanted->count; i++) {
		const struct nh_field_call *fields = wanted->calls + i;
		struct nh_extractor *e = c->extractors + fields->extractor;
		if (!(e->extracts & from)) {
			for (uint64_t index = 0; index < fields->count; index++)
				nh_column_missing(c->columns + fields->first + index, row);
			continue;
		}
		const struct step step = { c, e, input, crumb, row, now };
		int possible = fetch(&step, fields, filtering);
		crumb->call = NH_CALL_PUMP;
		nh_tables_end_call(e->owner);
		if (!possible)
			return 0;
	}
	if (wanted->summary)
		summarise(c, row, input, from, crumb, now);
	return 1;
}
