/*
 * The native loop over next_batch, with extraction: what a C host does per event and nothing else, so that its figures are
 * a host's. It treats a batch as libscap's source_plugin.c does: counts and batch go in as the last call left them, ids, times
 * and thread ids are written into the plugin's buffer, and events that come with an end are delivered before the end.
 */
#include "event.h"
#include "internal.h"

enum { RC_SUCCESS = 0, RC_TIMEOUT = -1, RC_EOF = 2 };

struct event_input {
	struct nh_event *event;
	uint64_t number;
	const char *source;
};

/* The head of ss_plugin_field_extract_input, as far as the pump fills it. */
struct extract_input {
	void *owner;
	void *get_owner_last_error;
	uint32_t num_fields;
	struct nh_field_request *fields;
};

typedef int32_t next_batch_fn(void *, void *, uint32_t *, struct nh_event ***);
typedef int32_t extract_fields_fn(void *, const struct event_input *, const struct extract_input *);
typedef int32_t parse_event_fn(void *, const struct event_input *, const void *);

static uint64_t sample_start(const struct nh_pump *pump, uint32_t what, uint64_t number)
{
	if (pump->sample_every == 0 || pump->sample_what != what || number % pump->sample_every != 0)
		return 0;
	return nh_now();
}

static void sample_end(struct nh_pump *pump, uint64_t start)
{
	if (start != 0 && pump->samples_taken < pump->sample_capacity)
		pump->samples[pump->samples_taken++] = nh_now() - start;
}

static void extract(struct nh_pump *pump, const struct event_input *input, struct nh_crumb *crumb, uint64_t now)
{
	struct extract_input *extraction = pump->extract_input;
	for (uint32_t first = 0; first < pump->num_requests; first += pump->fields_per_call) {
		uint32_t count = pump->num_requests - first;
		if (count > pump->fields_per_call)
			count = pump->fields_per_call;
		struct nh_field_request *fields = pump->scratch + first;
		memcpy(fields, pump->requests + first, count * sizeof *fields);
		extraction->num_fields = count;
		extraction->fields = fields;
		nh_crumb_enter(crumb, NH_CALL_EXTRACT_FIELDS, now);
		uint64_t start = sample_start(pump, NH_SAMPLE_EXTRACT, pump->extract_calls);
		int32_t rc = ((extract_fields_fn *)pump->extract_fields)(pump->state, input, extraction);
		sample_end(pump, start);
		crumb->call = NH_CALL_PUMP;
		pump->extract_calls++;
		if (rc != RC_SUCCESS) {
			pump->refused++;
			continue;
		}
		for (uint32_t i = 0; i < count; i++)
			pump->values += fields[i].res_len;
	}
}

/* Delivers one event: parsing before extraction, as in every host. */
static enum nh_pump_stop deliver(struct nh_pump *pump, struct nh_event *event, struct nh_crumb *crumb)
{
	/* Without calls per event the time of the batch will do. */
	uint64_t now = pump->parse_event != NULL || pump->num_requests > 0 ? nh_now_coarse() : crumb->time;
	if (event == NULL || !nh_take_event(pump->plugin_id, event))
		return NH_PUMP_MALFORMED;
	pump->events++;
	pump->bytes += event->len;
	crumb->call = NH_CALL_PUMP;
	struct event_input input = { event, ++pump->event_number, pump->event_source };
	if (pump->parse_event != NULL) {
		nh_crumb_enter(crumb, NH_CALL_PARSE_EVENT, now);
		if (((parse_event_fn *)pump->parse_event)(pump->state, &input, pump->parse_input) != RC_SUCCESS)
			pump->parse_failures++;
		nh_tables_end_call(pump->owner);
	}
	if (pump->num_requests > 0) {
		extract(pump, &input, crumb, now);
		nh_tables_end_call(pump->owner);
	}
	return NH_PUMP_RUNNING;
}

static void count_batch(struct nh_pump *pump)
{
	uint64_t count = pump->nevts;
	pump->batches++;
	if (pump->batches == 1 || count < pump->batch_min)
		pump->batch_min = count;
	if (count > pump->batch_max)
		pump->batch_max = count;
}

static enum nh_pump_stop next(struct nh_pump *pump, struct nh_crumb *crumb, uint64_t *idle)
{
	nh_crumb_enter(crumb, NH_CALL_NEXT_BATCH, nh_now_coarse());
	uint64_t start = sample_start(pump, NH_SAMPLE_NEXT_BATCH, pump->calls);
	pump->rc = ((next_batch_fn *)pump->next_batch)(pump->state, pump->instance, &pump->nevts,
						       (struct nh_event ***)&pump->evts);
	sample_end(pump, start);
	crumb->call = NH_CALL_PUMP;
	pump->calls++;
	if (pump->nevts > 0) {
		count_batch(pump);
		*idle = 0;
		if (pump->evts == NULL)
			return NH_PUMP_NULL_BATCH;
	}
	for (uint32_t i = 0; i < pump->nevts; i++) {
		nh_crumb_enter(crumb, NH_CALL_READ_BATCH, crumb->time);
		pump->bad_index = i;
		enum nh_pump_stop stop = deliver(pump, ((struct nh_event **)pump->evts)[i], crumb);
		if (stop != NH_PUMP_RUNNING)
			return stop;
		if (pump->max_events != 0 && pump->events >= pump->max_events)
			return NH_PUMP_EVENTS;
	}
	switch (pump->rc) {
	case RC_SUCCESS:
		return pump->nevts == 0 ? NH_PUMP_EMPTY_SUCCESS : NH_PUMP_RUNNING;
	case RC_TIMEOUT:
		pump->timeouts++;
		*idle += 1;
		return pump->max_idle != 0 && *idle >= pump->max_idle ? NH_PUMP_IDLE : NH_PUMP_RUNNING;
	case RC_EOF:
		return NH_PUMP_EOF;
	default:
		return NH_PUMP_FAILURE;
	}
}

uint64_t nh_pump_run(struct nh_pump *pump)
{
	uint32_t slot = nh_slot_here();
	struct nh_crumb *crumb = nh_crumb_of_slot(slot == NH_NO_SLOT ? 0 : slot);
	uint64_t start = nh_now();
	uint64_t idle = 0;
	enum nh_pump_stop stop = NH_PUMP_RUNNING;
	while (stop == NH_PUMP_RUNNING) {
		stop = next(pump, crumb, &idle);
		if (stop == NH_PUMP_RUNNING && pump->max_ns != 0 && nh_now_coarse() - start >= pump->max_ns &&
		    nh_now() - start >= pump->max_ns)
			stop = NH_PUMP_TIME;
	}
	pump->elapsed_ns += nh_now() - start;
	pump->stop = stop;
	crumb->call = NH_CALL_PUMP;
	return stop;
}
