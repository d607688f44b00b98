/* The records of the rings, as the binding reads them (records.ts). Texts are cut to fit and always terminated. */
#ifndef NH_RECORDS_H
#define NH_RECORDS_H

#include <stdint.h>

/* What a plugin did that no host allows. The order is that of VIOLATION_KINDS in records.ts. */
enum nh_violation_kind {
	NH_WRONG_OWNER = 1,
	NH_NULL_ARGUMENT,
	NH_UNREADABLE_ARGUMENT,
	NH_UNWRITABLE_ARGUMENT,
	NH_UNTERMINATED_TEXT,
	NH_OUT_OF_PHASE,
	NH_FOREIGN_THREAD,
	NH_UNKNOWN_TABLE,
	NH_UNKNOWN_FIELD,
	NH_UNKNOWN_ENTRY,
	NH_FIELD_OF_OTHER_TABLE,
	NH_ENTRY_OF_OTHER_TABLE,
	NH_ENTRY_RELEASED_TWICE,
	NH_ENTRY_USED_AFTER_RELEASE,
	NH_ENTRY_NOT_RELEASED,
	NH_ENTRY_NEVER_ADDED,
	NH_ENTRY_ADDED_TWICE,
	NH_WRITE_TO_READ_ONLY_FIELD,
	NH_WRONG_TYPE,
	NH_BAD_TABLE_INPUT,
	NH_BAD_LOG_SEVERITY,
	NH_HANDLER_AFTER_RESET,
	NH_BAD_ASYNC_EVENT,
	NH_ASYNC_NAME_UNKNOWN,
	NH_ASYNC_TID_SET,
	NH_UNKNOWN_ROUTINE,
	NH_TABLE_NAME_NOT_KEPT,
	NH_VIOLATION_KINDS,
};

#define NH_VIOLATION_CAPACITY 1024
struct nh_violation {
	uint64_t ticket;
	uint32_t kind;
	uint32_t call; /* under way at that time */
	uint32_t tid;
	uint32_t slot; /* of the thread; all-ones for one that is not ours */
	uint64_t details[2];
	char text[96];
};

#define NH_LOG_CAPACITY 1024
struct nh_log_record {
	uint64_t ticket;
	uint64_t time;
	uint64_t owner;
	uint32_t call;
	uint32_t tid;
	uint32_t slot;
	int32_t severity;
	int32_t component_length; /* -1: NULL, -2: not readable, -3: not terminated within the bound */
	int32_t message_length;
	char component[64];
	char message[1024];
};

#define NH_ASYNC_CAPACITY 1024
#define NH_ASYNC_DATA 4096
/* The largest event that is kept whole: as large as any that a host takes from next_batch. */
#define NH_ASYNC_MOST (256u << 20)
/* Bits of nh_async_record.faults. */
enum {
	NH_ASYNC_UNREADABLE = 1,
	NH_ASYNC_TYPE = 2,
	NH_ASYNC_NPARAMS = 4,
	NH_ASYNC_LENGTHS = 8,
	NH_ASYNC_UNTERMINATED_NAME = 16,
	NH_ASYNC_UNKNOWN_NAME = 32,
	NH_ASYNC_TID = 64,
	NH_ASYNC_OWNER = 128,
	NH_ASYNC_RESET = 256,
	NH_ASYNC_NULL_ERR = 512,
	NH_ASYNC_FUTURE = 1024,
};
struct nh_async_record {
	uint64_t ticket;
	uint64_t time;
	uint64_t owner;
	uint64_t ts;
	uint64_t event_tid;
	uint32_t call;
	uint32_t tid;
	uint32_t slot;
	uint32_t channel; /* 0 the handler of set_async_event_handler, 1 that of dump_state */
	uint32_t faults;
	int32_t result; /* what the handler answered */
	uint32_t length; /* of the event, as its header says */
	uint32_t type;
	uint32_t nparams;
	uint32_t plugin_id;
	uint32_t lengths[3];
	uint32_t copied; /* bytes of the event in `event`, at most NH_ASYNC_DATA */
	uint8_t event[NH_ASYNC_DATA];
	void *whole; /* an event of more bytes, in memory of its own, where the host keeps them; else NULL */
};

#endif
