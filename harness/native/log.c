/* log_fn of the owner: from any thread, at any time between init and destroy. */
#include "internal.h"

enum { SEVERITY_FATAL = 1, SEVERITY_TRACE = 8 };

static int32_t copy_text(char *to, const char *from, size_t capacity, int nullable, const char *what)
{
	to[0] = '\0';
	if (from == NULL) {
		if (!nullable)
			nh_violate(NH_NULL_ARGUMENT, 0, 0, what);
		return -1;
	}
	long length = nh_safe_text(to, from, capacity);
	if (length == -1)
		nh_violate(NH_UNREADABLE_ARGUMENT, (uint64_t)from, 0, what);
	/* -2 is a text beyond the bound, or one without an end: the bound is ours, so it is no violation. */
	return length < 0 ? (int32_t)length - 1 : (int32_t)length;
}

void nh_log(void *claimed, const char *component, const char *message, int32_t severity)
{
	nh_owner_named(claimed, "log_fn");
	if (severity < SEVERITY_FATAL || severity > SEVERITY_TRACE)
		nh_violate(NH_BAD_LOG_SEVERITY, (uint64_t)(int64_t)severity, 0, "log_fn");
	uint64_t ticket;
	struct nh_log_record *record = nh_ring_claim(nh_process.logs, &ticket);
	if (record == NULL)
		return;
	record->time = nh_now();
	record->owner = (uint64_t)claimed;
	record->call = nh_call_here();
	record->tid = (uint32_t)nh_gettid();
	record->slot = nh_slot_here();
	record->severity = severity;
	record->component_length =
		copy_text(record->component, component, sizeof record->component, 1, "log_fn: component");
	record->message_length = copy_text(record->message, message, sizeof record->message, 0, "log_fn: msg");
	nh_ring_commit(nh_process.logs, ticket);
}
