/*
 * Fields of many events as columns, filled by a loop over next_batch that no JavaScript interrupts (collect.c). Every
 * member is 8 bytes wide, so that columns-layout.ts is a list of names. Memory comes from the binding and never grows.
 */
#ifndef NH_COLUMNS_H
#define NH_COLUMNS_H

#include <stdint.h>

#include "plugin-host.h"

/* Kinds of values, by what a plugin's result array holds. */
enum nh_value_kind { NH_VALUE_TEXT, NH_VALUE_ADDRESS, NH_VALUE_NUMBER, NH_VALUE_BOOL };

/* Which events a plugin wants. */
enum { NH_FROM_PLUGIN = 1, NH_FROM_ASYNC = 2 };

/* One field with its argument, and its values by row (harness/native/columns.ts says how they are laid out). */
struct nh_column {
	struct nh_field_request request; /* as it is asked */
	uint64_t kind; /* enum nh_value_kind */
	uint64_t is_list;
	uint64_t capacity; /* values that fit; of scalars the rows */
	uint8_t *present; /* scalars */
	uint32_t *starts; /* texts and addresses: ranges of the arena */
	uint32_t *ends;
	uint64_t *numbers;
	uint32_t *offsets; /* lists: the first value of each row */
	uint64_t alone; /* asked in a call of its own, because it makes calls fail */
	uint64_t failures; /* calls that it failed and others in it would not have */
};

/* A plugin that parses or extracts, and what became of asking it for several fields at once. */
struct nh_extractor {
	void *state;
	void *extract_fields;
	void *extract_input;
	void *parse_event;
	void *parse_input;
	void *owner;
	uint64_t extracts; /* NH_FROM_* */
	uint64_t parses; /* NH_FROM_* */
	uint64_t single; /* one field a call, as Falco asks */
	uint64_t examined; /* calls whose values were compared with those of single calls */
	uint64_t suspected; /* of these, calls that were compared because results shared memory */
	uint64_t different; /* 1 + the column whose value was another when asked alone */
	uint64_t calls;
	uint64_t failures;
};

/* Neighbouring columns of one extractor, no field id twice. */
struct nh_field_call {
	uint64_t extractor;
	uint64_t first;
	uint64_t count;
};

struct nh_stage {
	const struct nh_field_call *calls;
	uint64_t count;
	uint64_t summary; /* event_to_string too */
};

/*
 * Rules by the values of one column of texts: a row of bits for every value that some rule asks for, and row 0 for all
 * others and for missing ones. Values are known by their hash alone: the row of a value has all bits of row 0, so that two
 * values of one hash make an event pass that need not, and never the other way round.
 */
struct nh_filter {
	uint64_t column;
	const uint64_t *hashes; /* open addressing; 0 is free */
	const uint32_t *entries; /* the row of each */
	uint64_t mask;
	const uint32_t *rows;
};

enum { NH_STAGE_ALL, NH_STAGE_CANDIDATES, NH_STAGE_DEMANDED, NH_STAGES };

enum nh_collect_stop {
	NH_COLLECT_RUNNING,
	NH_COLLECT_FULL, /* rows or memory */
	NH_COLLECT_SLICE, /* the time given is over */
	NH_COLLECT_QUIET, /* a timeout, and rows that should not wait */
	NH_COLLECT_LIMIT, /* max_events or max_ns */
	NH_COLLECT_INTERRUPTED,
	NH_COLLECT_EOF,
	NH_COLLECT_FAILURE,
	NH_COLLECT_EMPTY_SUCCESS,
	NH_COLLECT_MALFORMED,
	NH_COLLECT_NULL_BATCH,
	NH_COLLECT_TOO_LARGE, /* an event that no memory is there for */
};

struct nh_collector {
	/* The stream. */
	void *state;
	void *instance;
	void *next_batch;
	void *event_to_string; /* NULL: none */
	const char *event_source;
	uint64_t plugin_id;
	/* What is asked of events. */
	struct nh_extractor *extractors;
	uint64_t num_extractors;
	struct nh_column *columns;
	const struct nh_stage *stages; /* NH_STAGES of them */
	struct nh_filter *filters;
	uint64_t num_filters;
	uint64_t filter_words;
	uint64_t counts_only; /* without filters: no event is looked at, or all are */
	uint32_t *possible; /* filter_words */
	struct nh_field_request *scratch; /* as many as columns */
	uint64_t *members;
	uint64_t *hashes;
	/* Where values and events go. */
	uint8_t *arena;
	uint64_t arena_size;
	uint64_t arena_soft; /* no further event when this much is used */
	uint64_t arena_used;
	uint8_t *copies;
	uint64_t copies_size;
	uint64_t copies_soft;
	uint64_t copies_used;
	uint64_t copies_wanted; /* events are kept, not only their values */
	uint64_t lists_full; /* a list column is half full */
	/* Rows. */
	uint64_t row_capacity;
	uint64_t rows;
	uint64_t *copy_at;
	uint64_t *numbers;
	uint64_t *times;
	uint64_t *asyncs;
	struct nh_column summaries;
	/* Limits; 0 is none. */
	uint64_t max_events;
	uint64_t max_ns;
	uint64_t slice_ns;
	uint64_t interrupt;
	uint64_t takes_async;
	/* When values of batched calls are compared with those of single ones: the first so many, then every nth. */
	uint64_t examine_first;
	uint64_t examine_every;
	/* What goes on from one run to the next. */
	uint64_t nevts;
	void *evts;
	uint64_t next_index;
	uint64_t pending; /* a batch is not done with; its rc is kept */
	uint64_t started; /* times have begun */
	uint64_t batch_time; /* when its call began */
	uint64_t first_time; /* of an event that is not async */
	uint64_t start_time; /* of any event */
	/* What came of it. */
	uint64_t rc;
	uint64_t events;
	uint64_t calls;
	uint64_t timeouts;
	uint64_t bad_index;
	uint64_t lost_values; /* that no memory was there for */
	uint64_t parse_failures;
	uint64_t lost_asyncs;
};

/* Starts with no rows and runs until there is something to do about them; posted to the plugin thread. */
NH_EXPORT uint64_t nh_collect(struct nh_collector *collector);
/* Fills the last stage for the rows that are marked, and leaves it missing for the others. */
NH_EXPORT uint64_t nh_collect_more(struct nh_collector *collector, const uint8_t *wanted);

/* Values (columns.c). */
void nh_column_missing(struct nh_column *column, uint64_t row);
/* False where the memory does not suffice; the value is missing then. */
int nh_column_store(struct nh_collector *collector, struct nh_column *column, uint64_t row,
		    const struct nh_field_request *result);
int nh_column_store_text(struct nh_collector *collector, struct nh_column *column, uint64_t row, const char *text);
uint64_t nh_result_hash(const struct nh_column *column, const struct nh_field_request *result);

/* Calls (extract.c). */
struct nh_event_input {
	struct nh_event *event;
	uint64_t number;
	const char *source;
};
struct nh_crumb;
void nh_parse(struct nh_collector *collector, const struct nh_event_input *input, uint64_t from, struct nh_crumb *crumb,
	      uint64_t now);
/* False where it is certain already that no rule matches; then not all is stored. */
int nh_extract_stage(struct nh_collector *collector, uint32_t stage, uint64_t row, const struct nh_event_input *input,
		      uint64_t from, struct nh_crumb *crumb, uint64_t now);

/* Dispatch (filter.c): whether some rule may match, by the values of a row, or by results that are not stored yet. */
int nh_filter_passes(const struct nh_collector *collector, uint64_t row);
int nh_filter_results(const struct nh_collector *collector, const struct nh_field_request *results, uint64_t first);

#endif
