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
	int screens; /* what the values leave possible matters */
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

/* What is narrowed by the value of a column: whether anything stays possible. */
static int screen(const struct step *s, const struct nh_column *column, const struct nh_field_request *result)
{
	return !s->screens || column->screen == NULL || nh_screen_result(s->c, column->screen, result);
}

struct answer {
	int succeeded;
	int possible;
};

static struct answer fetch_alone(const struct step *s, struct nh_column *column)
{
	struct nh_field_request request = column->request;
	int32_t rc = call(s, &request, 1);
	if (rc != RC_SUCCESS)
		request.res_len = 0;
	int possible = screen(s, column, &request);
	store(s, column, &request);
	return (struct answer){ rc == RC_SUCCESS, possible };
}

/* From now on the column is in none of the calls for several. */
static void ask_alone(struct nh_collector *c, uint64_t column)
{
	c->columns[column].alone = 1;
	for (uint64_t stage = 0; stage < NH_STAGES; stage++) {
		for (uint64_t i = 0; i < c->stages[stage].count; i++) {
			struct nh_field_call *call = c->stages[stage].calls + i;
			uint64_t kept = 0;
			for (uint64_t member = 0; member < call->together; member++) {
				if (call->members[member] == column)
					continue;
				call->members[kept] = call->members[member];
				call->requests[kept] = call->requests[member];
				call->screens[kept++] = call->screens[member];
			}
			call->together = kept;
		}
	}
}

/* Constraint 2: one failing field hides those after it. Which one it was is known only by asking each. */
static int fetch_after_failure(const struct step *s, const struct nh_field_call *wanted)
{
	struct nh_collector *c = s->c;
	uint64_t count = wanted->together;
	uint64_t succeeded = 0;
	int possible = 1;
	for (uint64_t i = 0; i < count; i++) {
		struct answer answer = fetch_alone(s, c->columns + wanted->members[i]);
		c->hashes[i] = (uint64_t)answer.succeeded;
		succeeded += c->hashes[i];
		possible &= answer.possible;
	}
	if (succeeded == 0)
		return possible; /* the event is what fails, not a field */
	for (uint64_t i = count; i > 0; i--) {
		uint64_t column = wanted->members[i - 1];
		if (!c->hashes[i - 1] && ++c->columns[column].failures >= MAX_FAILURES)
			ask_alone(c, column);
	}
	return possible;
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
static int differs_alone(const struct step *s, const struct nh_field_call *wanted)
{
	struct nh_collector *c = s->c;
	s->e->examined++;
	c->unexamined = 0;
	for (uint64_t i = 0; i < wanted->together; i++) {
		const struct nh_column *column = c->columns + wanted->members[i];
		uint64_t alone = hash_alone(s, column);
		if (alone != c->hashes[i] && alone == hash_alone(s, column)) {
			s->e->different = wanted->members[i] + 1;
			return 1;
		}
	}
	return 0;
}

/* `shared`: two results of the call lie in the same memory. */
static int must_examine(const struct step *s, const struct nh_field_call *wanted, int shared)
{
	struct nh_extractor *e = s->e;
	if (wanted->together < 2)
		return 0;
	s->c->unexamined++;
	if (e->examined < s->c->examine_first || (s->c->examine_every != 0 && s->c->unexamined >= s->c->examine_every))
		return 1;
	if (!shared || e->suspected >= MAX_SUSPICIONS)
		return 0;
	e->suspected++;
	return 1;
}

static int fetch_singly(const struct step *s, const struct nh_field_call *wanted)
{
	for (uint64_t i = 0; i < wanted->count; i++)
		if (!fetch_alone(s, s->c->columns + wanted->first + i).possible)
			return 0;
	return 1;
}

/* Requests as they were prepared, whatever a plugin wrote into them. */
static void prepare(const struct step *s, const struct nh_field_call *wanted)
{
	for (uint64_t i = 0; i < wanted->together; i++)
		wanted->requests[i] = s->c->columns[wanted->members[i]].request;
}

static int is_as_prepared(const struct step *s, const struct nh_field_call *wanted)
{
	for (uint64_t i = 0; i < wanted->together; i++) {
		const struct nh_field_request *a = wanted->requests + i;
		const struct nh_field_request *b = &s->c->columns[wanted->members[i]].request;
		if (a->field_id != b->field_id || a->field != b->field || a->arg_key != b->arg_key ||
		    a->arg_index != b->arg_index || a->arg_present != b->arg_present || a->ftype != b->ftype ||
		    a->flist != b->flist)
			return 0;
	}
	return 1;
}

static void clear(const struct nh_field_call *wanted)
{
	struct nh_field_request *end = wanted->requests + wanted->together;
	/* res and res_len in one store: a good part of what a cheap plugin's call costs. */
	typedef uint64_t pair __attribute__((vector_size(16), may_alias, aligned(8)));
	for (struct nh_field_request *request = wanted->requests; request < end; request++)
		*(pair *)request = (pair){ 0, 0 };
}

/* Values that are looked at before they are copied: where no rule can match, none is. */
static int fetch_together(const struct step *s, const struct nh_field_call *wanted)
{
	struct nh_collector *c = s->c;
	/* Whether requests can be asked again as they are is known once calls were examined; those for one field never are. */
	if (s->e->rewrites || s->e->examined < c->examine_first || wanted->together == 1)
		prepare(s, wanted);
	else
		clear(wanted);
	if (call(s, wanted->requests, (uint32_t)wanted->together) != RC_SUCCESS) {
		prepare(s, wanted);
		if (wanted->together > 1)
			return fetch_after_failure(s, wanted);
	}
	struct nh_screened screened = s->screens ? nh_screen_results(c, wanted) :
						   (struct nh_screened){ 1, nh_results_share_memory(wanted) };
	int possible = screened.possible;
	int examined = must_examine(s, wanted, screened.shared);
	if (!possible && !examined)
		return 0;
	for (uint64_t i = 0; i < wanted->together; i++) {
		struct nh_column *column = c->columns + wanted->members[i];
		if (examined)
			c->hashes[i] = nh_result_hash(column, wanted->requests + i);
		store(s, column, wanted->requests + i);
	}
	if (!examined)
		return 1;
	if (!s->e->rewrites && !is_as_prepared(s, wanted))
		s->e->rewrites = 1;
	if (differs_alone(s, wanted)) {
		s->e->single = 1;
		nh_screen_give_up(c);
		return fetch_singly(s, wanted);
	}
	return possible;
}

/* False where no rule can match; then not all is stored. */
static int fetch(const struct step *s, const struct nh_field_call *wanted)
{
	if (s->e->single)
		return fetch_singly(s, wanted);
	int possible = wanted->together == 0 || fetch_together(s, wanted);
	if (s->e->single || wanted->together == wanted->count)
		return possible;
	for (uint64_t index = wanted->first; possible && index < wanted->first + wanted->count; index++)
		if (s->c->columns[index].alone)
			possible = fetch_alone(s, s->c->columns + index).possible;
	return possible;
}

/* None of the fields is there, without a call. */
static int leave_out(const struct step *s, const struct nh_field_call *wanted)
{
	for (uint64_t index = wanted->first; index < wanted->first + wanted->count; index++) {
		struct nh_column *column = s->c->columns + index;
		nh_column_missing(column, s->row);
		if (s->screens && column->screen != NULL && !nh_screen_missing(s->c, column->screen))
			return 0;
	}
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
	int screens = c->screen_words > 0 && stage != NH_STAGE_CANDIDATES && stage != NH_STAGE_DEMANDED;
	for (uint64_t i = 0; i < wanted->count; i++) {
		const struct nh_field_call *fields = wanted->calls + i;
		struct nh_extractor *e = c->extractors + fields->extractor;
		const struct step step = { c, e, input, crumb, row, now, screens };
		if (!(e->extracts & from)) {
			if (!leave_out(&step, fields))
				return 0;
			continue;
		}
		int possible = fetch(&step, fields);
		crumb->call = NH_CALL_PUMP;
		nh_tables_end_call(e->owner);
		if (!possible)
			return 0;
	}
	if (wanted->summary)
		summarise(c, row, input, from, crumb, now);
	return 1;
}
