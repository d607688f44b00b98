/*
 * The handler of async events, and that of dump_state. It judges an event as Falco does (libsinsp plugin.cpp,
 * handle_plugin_async_event), copies it into the ring, and answers as scripted.
 */
#include "event.h"
#include "internal.h"

enum { RC_SUCCESS = 0, RC_FAILURE = 1 };
enum { CHANNEL_HANDLER = 0, CHANNEL_DUMP = 1 };
#define SCRIPTED_ERROR "scripted failure of the async handler"

/* Falco drops an event whose time is further ahead than this. */
#define FUTURE_NS 10000000000ull

static uint32_t judge_name(const struct nh_async_record *record, const struct nh_owner *owner)
{
	const char *name = (const char *)record->event + NH_ASYNC_NAME_AT;
	uint32_t room = record->copied > NH_ASYNC_NAME_AT ? record->copied - NH_ASYNC_NAME_AT : 0;
	uint32_t length = 0;
	while (length < room && name[length] != '\0')
		length++;
	if (length == room || length + 1 != record->lengths[1])
		return NH_ASYNC_UNTERMINATED_NAME;
	const char *allowed = owner->async.names;
	if (allowed == NULL)
		return 0;
	for (; *allowed != '\0'; allowed += nh_text_length(allowed) + 1)
		if (nh_text_equal(allowed, name))
			return 0;
	return NH_ASYNC_UNKNOWN_NAME;
}

/* A copy of an event that is longer than a record; NULL where there is no memory for it, or it can't be read. */
static void *copy_whole(const void *event, uint32_t bytes)
{
	if (!nh_process.keeps_whole_asyncs || bytes > NH_ASYNC_MOST)
		return NULL;
	void *whole = nh_map(bytes);
	if (whole != NULL && nh_safe_read(whole, event, bytes) != 0) {
		NH_SYSCALL2(SYS_munmap, whole, bytes);
		return NULL;
	}
	return whole;
}

static void free_whole(const struct nh_async_record *record)
{
	if (record->whole != NULL)
		NH_SYSCALL2(SYS_munmap, record->whole, record->length);
}

void nh_async_release(const struct nh_async_record *record)
{
	free_whole(record);
	nh_ring_release(nh_process.async_events);
}

void nh_keep_whole_asyncs(void)
{
	nh_process.keeps_whole_asyncs = 1;
}

/* Fills the record from the event and says what is wrong with it. */
static uint32_t judge_event(struct nh_async_record *record, const void *event, const struct nh_owner *owner)
{
	struct nh_event header;
	if (nh_safe_read(&header, event, sizeof header) != 0)
		return NH_ASYNC_UNREADABLE;
	record->ts = header.ts;
	record->event_tid = header.tid;
	record->length = header.len;
	record->type = header.type;
	record->nparams = header.nparams;
	uint32_t faults = 0;
	if (header.type != NH_EVENT_ASYNC)
		faults |= NH_ASYNC_TYPE;
	if (header.nparams != 3)
		faults |= NH_ASYNC_NPARAMS;
	if (header.len < NH_ASYNC_NAME_AT)
		faults |= NH_ASYNC_LENGTHS;
	uint32_t bytes = header.len < NH_ASYNC_DATA ? header.len : NH_ASYNC_DATA;
	if (nh_safe_read(record->event, event, bytes) != 0)
		return faults | NH_ASYNC_UNREADABLE;
	record->copied = bytes;
	if (header.len > bytes)
		record->whole = copy_whole(event, header.len);
	if (faults & (NH_ASYNC_TYPE | NH_ASYNC_NPARAMS | NH_ASYNC_LENGTHS))
		return faults;
	memcpy(record->lengths, record->event + sizeof header, sizeof record->lengths);
	memcpy(&record->plugin_id, record->event + NH_ASYNC_ID_AT, sizeof record->plugin_id);
	uint64_t total = (uint64_t)NH_ASYNC_ID_AT + record->lengths[0] + record->lengths[1] + record->lengths[2];
	if (record->lengths[0] != 4 || total != header.len)
		faults |= NH_ASYNC_LENGTHS;
	faults |= judge_name(record, owner);
	if (owner->async.tid_unset && header.tid != UINT64_MAX)
		faults |= NH_ASYNC_TID;
	if (header.ts != UINT64_MAX && header.ts > nh_wall_clock() + FUTURE_NS)
		faults |= NH_ASYNC_FUTURE;
	return faults;
}

/* Falco's own words for what it refuses; NULL for what it takes. */
static const char *refusal(uint32_t faults)
{
	if (faults & NH_ASYNC_RESET)
		return "async event sent with NULL handler";
	if (faults & NH_ASYNC_UNREADABLE)
		return "unreadable async event";
	if (faults & (NH_ASYNC_TYPE | NH_ASYNC_NPARAMS | NH_ASYNC_LENGTHS))
		return "malformed async event";
	if (faults & (NH_ASYNC_UNKNOWN_NAME | NH_ASYNC_UNTERMINATED_NAME))
		return "incompatible async event";
	if (faults & NH_ASYNC_TID)
		return "async events of a plugin source can't have a thread id";
	return NULL;
}

static void violate_for(uint32_t faults, const struct nh_async_record *record)
{
	static const struct {
		uint32_t faults;
		enum nh_violation_kind kind;
		const char *text;
	} rows[] = {
		{ NH_ASYNC_RESET, NH_HANDLER_AFTER_RESET, "async handler called after it was reset" },
		{ NH_ASYNC_UNREADABLE, NH_UNREADABLE_ARGUMENT, "async handler: event" },
		{ NH_ASYNC_TYPE, NH_BAD_ASYNC_EVENT, "event type is not 402" },
		{ NH_ASYNC_NPARAMS, NH_BAD_ASYNC_EVENT, "event has not 3 parameters" },
		{ NH_ASYNC_LENGTHS, NH_BAD_ASYNC_EVENT, "lengths do not add up to the event's" },
		{ NH_ASYNC_UNTERMINATED_NAME, NH_BAD_ASYNC_EVENT, "event name is not terminated where its length says" },
		{ NH_ASYNC_UNKNOWN_NAME, NH_ASYNC_NAME_UNKNOWN, "event name is not in get_async_events" },
		{ NH_ASYNC_TID, NH_ASYNC_TID_SET, "event of a plugin source carries a thread id" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (faults & rows[i].faults)
			nh_violate(rows[i].kind, record->length, record->type, rows[i].text);
}

/* A refusal as long as the buffer may be: a plugin that gave less room than documented loses what lies behind it. */
static int fill_error(char *err)
{
	char text[NH_ERROR_BYTES];
	memset(text, '.', sizeof text);
	nh_text_copy(text, SCRIPTED_ERROR, sizeof text);
	text[sizeof SCRIPTED_ERROR - 1] = ' ';
	text[sizeof text - 1] = '\0';
	return nh_safe_write(err, text, sizeof text);
}

static int scripted_failure(const struct nh_async_script *script, uint64_t number)
{
	switch (script->answer) {
	case NH_ANSWER_FAIL_EVERY:
		return script->n > 0 && number % script->n == 0;
	case NH_ANSWER_FAIL_FIRST:
		return number <= script->n;
	default:
		return 0;
	}
}

/* Calls on threads of the host are made within a call into the plugin, which would never come back. */
static void wait_while_held(struct nh_owner *owner)
{
	static const struct timespec pause = { 0, 1000000 };
	if (nh_slot_here() != NH_NO_SLOT || !__atomic_load_n(&owner->async.hold, __ATOMIC_ACQUIRE))
		return;
	__atomic_add_fetch(&owner->async_held, 1, __ATOMIC_ACQ_REL);
	while (__atomic_load_n(&owner->async.hold, __ATOMIC_ACQUIRE))
		NH_SYSCALL2(SYS_nanosleep, &pause, NULL);
	__atomic_sub_fetch(&owner->async_held, 1, __ATOMIC_ACQ_REL);
}

static int32_t answer(struct nh_owner *owner, uint32_t channel, uint32_t faults, char *err)
{
	const char *error = refusal(faults);
	int scripted = 0;
	if (channel == CHANNEL_HANDLER) {
		uint64_t number = __atomic_add_fetch(&owner->async_calls, 1, __ATOMIC_ACQ_REL);
		if (faults & NH_ASYNC_RESET)
			__atomic_add_fetch(&owner->async_after_reset, 1, __ATOMIC_ACQ_REL);
		if (owner->async.delay_ns > 0) {
			struct timespec pause = { (time_t)(owner->async.delay_ns / 1000000000u),
						  (long)(owner->async.delay_ns % 1000000000u) };
			NH_SYSCALL2(SYS_nanosleep, &pause, NULL);
		}
		wait_while_held(owner);
		scripted = error == NULL && scripted_failure(&owner->async, number - owner->async_before);
		if (scripted)
			error = SCRIPTED_ERROR;
	}
	if (error == NULL)
		return RC_SUCCESS;
	__atomic_add_fetch(&owner->async_failures, 1, __ATOMIC_ACQ_REL);
	int failed = err == NULL ? 0 : scripted ? fill_error(err) : nh_safe_write(err, error, nh_text_length(error) + 1);
	if (failed != 0)
		nh_violate(NH_UNWRITABLE_ARGUMENT, (uint64_t)err, 0, "async handler: err");
	return RC_FAILURE;
}

static int32_t handle(void *claimed, const void *event, char *err, uint32_t channel)
{
	struct nh_async_record *record;
	/* Where the ring is full the event is judged all the same, in memory of the call. */
	struct nh_async_record spare;
	uint64_t ticket;
	struct nh_owner *owner =
		nh_owner_named(claimed, channel == CHANNEL_DUMP ? "dump_state's handler" : "async handler");
	if (owner == NULL)
		return RC_FAILURE;
	__atomic_add_fetch(&owner->async_inside, 1, __ATOMIC_ACQ_REL);
	record = nh_ring_claim(nh_process.async_events, &ticket);
	int kept = record != NULL;
	if (!kept)
		record = &spare;
	memset((char *)record + sizeof record->ticket, 0, offsetof(struct nh_async_record, event) - sizeof record->ticket);
	record->whole = NULL;
	record->time = nh_now();
	record->owner = (uint64_t)claimed;
	record->channel = channel;
	record->call = nh_call_here();
	record->tid = (uint32_t)nh_gettid();
	record->slot = nh_slot_here();
	uint32_t faults = judge_event(record, event, owner);
	if ((void *)owner != claimed)
		faults |= NH_ASYNC_OWNER;
	if (channel == CHANNEL_HANDLER && !__atomic_load_n(&owner->async.armed, __ATOMIC_ACQUIRE))
		faults |= NH_ASYNC_RESET;
	if (err == NULL)
		faults |= NH_ASYNC_NULL_ERR;
	record->faults = faults;
	violate_for(faults, record);
	int32_t result = answer(owner, channel, faults, err);
	record->result = result;
	if (kept)
		nh_ring_commit(nh_process.async_events, ticket);
	else
		free_whole(record);
	__atomic_sub_fetch(&owner->async_inside, 1, __ATOMIC_ACQ_REL);
	return result;
}

int32_t nh_async_handler(void *owner, const void *event, char *err)
{
	return handle(owner, event, err, CHANNEL_HANDLER);
}

int32_t nh_dump_handler(void *owner, const void *event, char *err)
{
	return handle(owner, event, err, CHANNEL_DUMP);
}

void nh_owner_script_async(struct nh_owner *owner, uint32_t answer_kind, uint64_t n, uint64_t delay_ns,
			   uint32_t tid_unset, const char *names)
{
	owner->async.answer = answer_kind;
	owner->async.n = n;
	owner->async.delay_ns = delay_ns;
	owner->async.tid_unset = tid_unset;
	owner->async.names = names;
	owner->async_before = __atomic_load_n(&owner->async_calls, __ATOMIC_ACQUIRE);
}

void nh_owner_hold_async(struct nh_owner *owner, uint32_t hold)
{
	__atomic_store_n(&owner->async.hold, hold, __ATOMIC_RELEASE);
}

void nh_owner_arm_async(struct nh_owner *owner, uint32_t armed)
{
	__atomic_store_n(&owner->async.armed, armed, __ATOMIC_RELEASE);
}

void nh_owner_async_counters(const struct nh_owner *owner, uint64_t counters[5])
{
	counters[0] = __atomic_load_n(&owner->async_calls, __ATOMIC_ACQUIRE);
	counters[1] = __atomic_load_n(&owner->async_failures, __ATOMIC_ACQUIRE);
	counters[2] = __atomic_load_n(&owner->async_after_reset, __ATOMIC_ACQUIRE);
	counters[3] = __atomic_load_n(&owner->async_inside, __ATOMIC_ACQUIRE);
	counters[4] = __atomic_load_n(&owner->async_held, __ATOMIC_ACQUIRE);
}
