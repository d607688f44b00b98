/* The calls of the API and of ours that the native host itself tells apart; ids as in crash-page.ts (a test compares). */
#ifndef NH_CALLS_H
#define NH_CALLS_H

enum nh_call {
	NH_CALL_NONE = 0,
	NH_CALL_INIT = 3,
	NH_CALL_EVENT_TO_STRING = 16,
	NH_CALL_NEXT_BATCH = 17,
	NH_CALL_EXTRACT_FIELDS = 21,
	NH_CALL_PARSE_EVENT = 24,
	NH_CALL_CAPTURE_OPEN = 31,
	NH_CALL_CAPTURE_CLOSE = 32,
	NH_CALL_READ_BATCH = 68,
	NH_CALL_READ_VALUE = 69,
	NH_CALL_ROUTINE = 70,
	NH_CALL_PLUGIN_TABLE = 71,
	NH_CALL_PUMP = 72,
};

#endif
