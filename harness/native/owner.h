/*
 * The owner that a plugin is given at init: Falco as the plugin sees it. Its callbacks are a strict referee: whatever a
 * plugin hands in is read with care, and what no host allows becomes a violation record, never a crash of ours.
 */
#ifndef NH_OWNER_H
#define NH_OWNER_H

#include <stdint.h>

#define NH_ERROR_BYTES 1024
#define NH_OWNERS 64

/* What the async handler answers. */
enum nh_async_answer { NH_ANSWER_SUCCESS, NH_ANSWER_FAIL_EVERY, NH_ANSWER_FAIL_FIRST };

struct nh_async_script {
	uint32_t armed; /* 0: the handler was reset, and must not be called any more */
	uint32_t answer; /* enum nh_async_answer */
	uint64_t n; /* of FAIL_EVERY and FAIL_FIRST */
	uint64_t delay_ns; /* before answering */
	uint32_t tid_unset; /* 1: the open source is a plugin, whose events carry no thread id */
	uint32_t hold; /* 1: a call from a thread of the plugin does not come back before this is 0 */
	const char *names; /* names allowed, one NUL-terminated after the other, an empty one at the end; NULL: any */
};

struct nh_owner {
	char last_error[NH_ERROR_BYTES];
	struct nh_async_script async;
	uint64_t async_calls;
	uint64_t async_failures;
	uint64_t async_after_reset;
	uint64_t async_inside; /* calls under way */
	uint64_t async_held; /* of them those that wait for async.hold */
	uint64_t async_before; /* async_calls when the script was given */
	void *plugin_state;
	struct nh_table_registry *registry;
	struct nh_routine_pool *routines;
};

#endif
