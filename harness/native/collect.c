/*
 * The loop that turns a stream into rows: every event is parsed, the fields that decide most are extracted, and only what
 * some rule may match becomes a row with all the fields that conditions read. The order of calls is Falco's: an event is
 * done with before the next one is touched. What is not a row leaves nothing behind but its count.
 */
#include "columns.h"
#include "event.h"
#include "internal.h"

enum { RC_SUCCESS = 0, RC_TIMEOUT = -1, RC_EOF = 2 };

typedef int32_t next_batch_fn(void *, void *, uint32_t *, struct nh_event ***);

static struct nh_crumb *crumb_here(void)
{
	uint32_t slot = nh_slot_here();
	return nh_crumb_of_slot(slot == NH_NO_SLOT ? 0 : slot);
}

static int is_full(const struct nh_collector *c)
{
	return c->rows >= c->row_capacity || c->arena_used >= c->arena_soft || c->copies_used >= c->copies_soft ||
	       c->lists_full;
}

/* Times of the stream, as evt.reltime and -M read them. False where the time given to the stream is over. */
static int keep_time(struct nh_collector *c, uint64_t time, uint64_t from)
{
	if (!(c->started & 1)) {
		c->start_time = time;
		c->started |= 1;
	}
	if (from == NH_FROM_PLUGIN && !(c->started & 2)) {
		c->first_time = time;
		c->started |= 2;
	}
	return c->max_ns == 0 || time < c->start_time || time - c->start_time < c->max_ns;
}

/* Events after which the stages are thought over, and for how many more they then stay joined. */
#define STAGE_WINDOW 256
#define JOINED_EVENTS 16384

/*
 * The first stage is worth a call of its own where few events pass it. That is watched, and watched again from time to time
 * where the stages are joined.
 */
static void think_over_stages(struct nh_collector *c, int passed)
{
	if (c->stages[NH_STAGE_JOINED].count == 0)
		return;
	c->stage_events++;
	if (c->joined) {
		if (c->stage_events >= JOINED_EVENTS)
			c->joined = c->stage_events = 0;
		return;
	}
	c->stage_passed += (uint64_t)passed;
	if (c->stage_events < STAGE_WINDOW)
		return;
	c->joined = c->stage_passed > STAGE_WINDOW / 2;
	c->stage_events = c->stage_passed = 0;
}

/* What decides whether the event becomes a row. */
static int is_candidate(struct nh_collector *c, const struct nh_event_input *input, uint64_t from,
			struct nh_crumb *crumb, uint64_t now)
{
	if (c->counts_only)
		return 0;
	if (c->screen_words > 0)
		nh_screen_begin(c);
	if (c->joined) {
		think_over_stages(c, 1);
		return nh_extract_stage(c, NH_STAGE_JOINED, c->rows, input, from, crumb, now);
	}
	int passed = nh_extract_stage(c, NH_STAGE_ALL, c->rows, input, from, crumb, now);
	think_over_stages(c, passed);
	return passed && nh_extract_stage(c, NH_STAGE_LIKELY, c->rows, input, from, crumb, now);
}

static enum nh_collect_stop deliver(struct nh_collector *c, struct nh_event *event, uint64_t from,
				    struct nh_crumb *crumb)
{
	/* The time of the batch will do: that a call does not come back is seen by the sequence of calls. */
	uint64_t now = c->batch_time;
	uint64_t row = c->rows;
	uint64_t used = c->arena_used;
	if (!keep_time(c, event->ts, from))
		return NH_COLLECT_LIMIT;
	struct nh_event_input input = { event, ++c->events, c->event_source };
	if (c->parses)
		nh_parse(c, &input, from, crumb, now);
	if (!is_candidate(c, &input, from, crumb, now)) {
		c->arena_used = used;
	} else {
		nh_extract_stage(c, NH_STAGE_CANDIDATES, row, &input, from, crumb, now);
		if (c->copies_wanted) {
			if (c->copies_size - c->copies_used < event->len)
				return NH_COLLECT_TOO_LARGE;
			memcpy(c->copies + c->copies_used, event, event->len);
			c->copy_at[row] = c->copies_used;
			/* Events are found at multiples of 8, as malloc gives them to a host that copies. */
			c->copies_used = (c->copies_used + event->len + 7) & ~(uint64_t)7;
		}
		c->numbers[row] = input.number;
		c->times[row] = event->ts;
		c->asyncs[row] = from == NH_FROM_ASYNC;
		c->rows++;
	}
	if (c->max_events != 0 && c->events >= c->max_events)
		return NH_COLLECT_LIMIT;
	return is_full(c) ? NH_COLLECT_FULL : NH_COLLECT_RUNNING;
}

/*
 * Async events that are due: those not later than the given time. One that Falco's handler refused is not delivered, nor
 * one of which there is no whole copy.
 */
static enum nh_collect_stop deliver_asyncs(struct nh_collector *c, uint64_t until, struct nh_crumb *crumb)
{
	if (!c->takes_async)
		return NH_COLLECT_RUNNING;
	const struct nh_async_record *record;
	while ((record = nh_ring_oldest(nh_process.async_events)) != NULL) {
		struct nh_event *event = record->whole != NULL ? record->whole : (struct nh_event *)record->event;
		int is_whole = record->whole != NULL || record->copied == record->length;
		if (record->result != RC_SUCCESS || (record->faults & ~(uint32_t)NH_ASYNC_NULL_ERR) != 0 || !is_whole) {
			c->lost_asyncs += record->result == RC_SUCCESS && !is_whole;
			nh_async_release(record);
			continue;
		}
		if (event->ts == UINT64_MAX)
			event->ts = nh_wall_clock();
		if (event->ts > until)
			return NH_COLLECT_RUNNING;
		uint32_t id = (uint32_t)c->plugin_id;
		memcpy((char *)event + NH_ASYNC_ID_AT, &id, sizeof id);
		enum nh_collect_stop stop = deliver(c, event, NH_FROM_ASYNC, crumb);
		nh_async_release(record);
		if (stop != NH_COLLECT_RUNNING)
			return stop;
	}
	return NH_COLLECT_RUNNING;
}

static enum nh_collect_stop deliver_batch(struct nh_collector *c, struct nh_crumb *crumb)
{
	struct nh_event **events = c->evts;
	while (c->next_index < (uint32_t)c->nevts) {
		crumb->call = NH_CALL_READ_BATCH;
		c->bad_index = c->next_index;
		struct nh_event *event = events[c->next_index];
		if (event == NULL || !nh_take_event((uint32_t)c->plugin_id, event))
			return NH_COLLECT_MALFORMED;
		uint64_t from = event->type == NH_EVENT_ASYNC ? NH_FROM_ASYNC : NH_FROM_PLUGIN;
		uint64_t time = event->ts;
		crumb->call = NH_CALL_PUMP;
		enum nh_collect_stop stop = deliver_asyncs(c, time, crumb);
		if (stop != NH_COLLECT_RUNNING)
			return stop;
		c->next_index++;
		stop = deliver(c, event, from, crumb);
		if (stop != NH_COLLECT_RUNNING)
			return stop;
	}
	return NH_COLLECT_RUNNING;
}

/* Whether rows may be asked for more: then they must not outlive their batch, of which a plugin may know more than its bytes. */
static int demands(const struct nh_collector *c)
{
	const struct nh_stage *stage = c->stages + NH_STAGE_DEMANDED;
	return stage->count > 0 || stage->summary;
}

static enum nh_collect_stop end_of_batch(struct nh_collector *c, struct nh_crumb *crumb)
{
	switch ((int32_t)c->rc) {
	case RC_SUCCESS:
		if ((uint32_t)c->nevts == 0)
			return NH_COLLECT_EMPTY_SUCCESS;
		return c->rows > 0 && demands(c) ? NH_COLLECT_FULL : NH_COLLECT_RUNNING;
	case RC_TIMEOUT: {
		c->timeouts++;
		enum nh_collect_stop stop = deliver_asyncs(c, UINT64_MAX, crumb);
		if (stop != NH_COLLECT_RUNNING)
			return stop;
		return c->rows > 0 ? NH_COLLECT_QUIET : NH_COLLECT_RUNNING;
	}
	case RC_EOF:
		return NH_COLLECT_EOF;
	default:
		return NH_COLLECT_FAILURE;
	}
}

static enum nh_collect_stop next(struct nh_collector *c, struct nh_crumb *crumb)
{
	if (!c->pending) {
		uint32_t count = (uint32_t)c->nevts;
		c->batch_time = nh_now_coarse();
		crumb->events = c->events;
		nh_crumb_enter(crumb, NH_CALL_NEXT_BATCH, c->batch_time);
		int32_t rc = ((next_batch_fn *)c->next_batch)(c->state, c->instance, &count,
							     (struct nh_event ***)&c->evts);
		crumb->call = NH_CALL_PUMP;
		c->calls++;
		c->rc = (uint32_t)rc;
		c->nevts = count;
		c->next_index = 0;
		c->pending = 1;
		if (count > 0 && c->evts == NULL)
			return NH_COLLECT_NULL_BATCH;
	}
	enum nh_collect_stop stop = deliver_batch(c, crumb);
	if (stop != NH_COLLECT_RUNNING)
		return stop;
	c->pending = 0;
	return end_of_batch(c, crumb);
}

uint64_t nh_collect(struct nh_collector *c)
{
	struct nh_crumb *crumb = crumb_here();
	/* By the same clock as below: the coarse one is behind the other. */
	uint64_t start = nh_now_coarse();
	enum nh_collect_stop stop = NH_COLLECT_RUNNING;
	c->rows = 0;
	c->arena_used = 0;
	c->copies_used = 0;
	c->lists_full = 0;
	while (stop == NH_COLLECT_RUNNING) {
		stop = next(c, crumb);
		if (stop != NH_COLLECT_RUNNING)
			break;
		if (__atomic_load_n(&c->interrupt, __ATOMIC_ACQUIRE))
			stop = NH_COLLECT_INTERRUPTED;
		else if (c->slice_ns != 0 && nh_now_coarse() - start >= c->slice_ns)
			stop = NH_COLLECT_SLICE;
	}
	crumb->call = NH_CALL_PUMP;
	return stop;
}

uint64_t nh_collect_more(struct nh_collector *c, const uint8_t *wanted)
{
	struct nh_crumb *crumb = crumb_here();
	const struct nh_stage *stage = c->stages + NH_STAGE_DEMANDED;
	for (uint64_t row = 0; row < c->rows; row++) {
		if (wanted[row]) {
			struct nh_event *event = (struct nh_event *)(c->copies + c->copy_at[row]);
			struct nh_event_input input = { event, c->numbers[row], c->event_source };
			nh_extract_stage(c, NH_STAGE_DEMANDED, row, &input,
					 c->asyncs[row] ? NH_FROM_ASYNC : NH_FROM_PLUGIN, crumb, nh_now_coarse());
			continue;
		}
		for (uint64_t i = 0; i < stage->count; i++)
			for (uint64_t index = 0; index < stage->calls[i].count; index++)
				nh_column_missing(c->columns + stage->calls[i].first + index, row);
		if (stage->summary)
			c->summaries.present[row] = 0;
	}
	crumb->call = NH_CALL_PUMP;
	return 0;
}
