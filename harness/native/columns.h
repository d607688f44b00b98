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
	struct nh_screen *screen; /* NULL: its values decide nothing */
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
	uint64_t rewrites; /* it writes into what it is asked, not only into the results */
	uint64_t examined; /* calls whose values were compared with those of single calls */
	uint64_t suspected; /* of these, calls that were compared because results shared memory */
	uint64_t different; /* 1 + the column whose value was another when asked alone */
	uint64_t calls;
	uint64_t failures;
};

/*
 * Neighbouring columns of one extractor, no field id twice. Those that are asked for in one call are listed in three arrays
 * of the same order; a column that has to be asked alone leaves them.
 */
struct nh_field_call {
	uint64_t extractor;
	uint64_t first;
	uint64_t count;
	uint64_t together;
	struct nh_field_request *requests; /* ready to be asked */
	uint64_t *members; /* the columns */
	struct nh_screen **screens; /* of the columns */
};

struct nh_stage {
	struct nh_field_call *calls;
	uint64_t count;
	uint64_t summary; /* event_to_string too */
};

/*
 * What the values of one column leave possible (screen.c). What rules ask of events is a list of alternatives, each a bit; a
 * row is `screen_words` words of them, and what stays of an event are the bits that the rows of all its values share. A row
 * never lacks the bit of an alternative that the value allows.
 */
struct nh_screen {
	uint64_t column;
	uint64_t kind; /* enum nh_value_kind */
	uint64_t is_list;
	const uint64_t *missing; /* row of events without a value */
	const uint64_t *otherwise; /* row of values that are not known, before the tests */
	/* Texts and addresses. */
	const struct nh_known_value *known; /* open addressing */
	uint64_t mask;
	struct nh_short_value *shorts; /* NH_SEEN of them, for scalar texts where a row is one word; else NULL */
	struct nh_last_value {
		uint64_t head;
		uint64_t head_mask;
		uint64_t tail;
		uint64_t tail_mask; /* 0: the NUL is in the head */
		uint64_t row;
	} last; /* a short text */
	uint64_t changes; /* of it, since the event `changes_since` */
	uint64_t changes_since;
	uint64_t changes_often;
	const struct nh_value_test *tests;
	uint64_t num_tests;
	uint64_t num_searches; /* tests for which `pairs` counts */
	uint64_t strict; /* addresses of a wrong length are for the rules to tell */
	struct nh_seen_value *seen; /* NH_SEEN of them, where there are tests */
	uint64_t seen_looks;
	uint64_t seen_misses;
	uint64_t seen_pause; /* values until `seen` is tried again */
	/* Numbers: the row of a value is the one behind as many bounds as are not above it. */
	const uint64_t *bounds;
	uint64_t num_bounds;
	const uint64_t *const *rows;
};

/* A value that rules name. `words` are its bytes, filled up with zeros, at least one. */
struct nh_known_value {
	uint64_t hash; /* 0: free */
	uint64_t length;
	const uint64_t *words;
	const uint64_t *row;
};

enum nh_value_operator {
	NH_STARTS_WITH,
	NH_ENDS_WITH,
	NH_CONTAINS,
	NH_CONTAINS_FOLDED, /* the constant in small letters */
	NH_BELOW,
	NH_AT_MOST,
	NH_ABOVE,
	NH_AT_LEAST,
	NH_IN_NETWORK, /* the first `pairs` bits of the constant */
};

struct nh_value_test {
	uint64_t operator; /* enum nh_value_operator */
	const uint8_t *constant;
	uint64_t length;
	uint64_t pairs; /* of bytes, as bits: a text that has the constant in it has all of them */
	const uint64_t *when_true;
	const uint64_t *when_false;
};

/* A text that two words hold with its NUL, seen lately; filled up with zeros. */
struct nh_short_value {
	uint64_t head;
	uint64_t tail;
	uint64_t row;
	uint64_t reserved;
};

/* A value that was tested lately. */
#define NH_SEEN 256
#define NH_SEEN_WORDS 8
struct nh_seen_value {
	uint64_t hash;
	uint64_t length;
	uint64_t words[NH_SEEN_WORDS];
	uint64_t *row;
};

/*
 * When a field is asked for: of every event; of those that the first ones leave possible; of those that some rule may match;
 * of rows that are asked for. The first two in one call are a stage too.
 */
enum { NH_STAGE_ALL, NH_STAGE_LIKELY, NH_STAGE_CANDIDATES, NH_STAGE_DEMANDED, NH_STAGE_JOINED, NH_STAGES };

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
	uint64_t parses; /* some of them do */
	struct nh_column *columns;
	const struct nh_stage *stages; /* NH_STAGES of them */
	uint64_t screen_words; /* 0: no screens */
	const uint64_t *screen_full; /* the row of all bits */
	const uint64_t *screen_empty; /* the one row without bits */
	uint64_t *screen_row; /* what stays possible of the event */
	uint64_t *screen_sum; /* two rows, to work in */
	uint64_t screen_begun; /* screen_row has something of this event */
	uint64_t screen_given_up; /* nothing is ruled out of this event any more */
	uint64_t counts_only; /* no event becomes a row */
	uint64_t *hashes; /* as many as columns */
	/* Whether both first stages are asked in one call: decided by how many events pass the first. */
	uint64_t joined;
	uint64_t stage_events;
	uint64_t stage_passed;
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
	uint64_t unexamined; /* calls since the last comparison */
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
/* False where it is certain that no rule matches; then not all is stored. */
int nh_extract_stage(struct nh_collector *collector, uint32_t stage, uint64_t row, const struct nh_event_input *input,
		     uint64_t from, struct nh_crumb *crumb, uint64_t now);

/* Screens (screen.c). Each narrows what stays possible, and says whether anything does. */
void nh_screen_begin(struct nh_collector *collector);
int nh_screen_missing(struct nh_collector *collector, const struct nh_screen *screen);
int nh_screen_result(struct nh_collector *collector, struct nh_screen *screen, const struct nh_field_request *result);
struct nh_screened {
	int possible;
	int shared; /* results of neighbours lie in the same memory */
};
struct nh_screened nh_screen_results(struct nh_collector *collector, const struct nh_field_call *call);
int nh_results_share_memory(const struct nh_field_call *call);
/* Nothing is certain of the event any more. */
void nh_screen_give_up(struct nh_collector *collector);

#endif
