/*
 * Routines of capture listening. Falco's releases are built without the thread pool: subscribe gives NULL there, and so it does
 * here unless a pool was opened; then a thread of ours runs each routine again and again until it says false.
 */
#include "internal.h"

enum { RC_SUCCESS = 0, RC_FAILURE = 1 };
#define ROUTINES 64

struct routine {
	uint32_t state; /* 0 free, 1 subscribed, 2 to be taken out */
	uint32_t (*run)(void *plugin, void *state);
	void *argument;
	uint64_t runs;
};

struct nh_routine_pool {
	uint32_t open;
	uint64_t subscribed;
	uint64_t runs;
	struct routine routines[ROUTINES];
};

int nh_routines_open(struct nh_owner *owner)
{
	if (owner->routines == NULL)
		owner->routines = nh_map(sizeof *owner->routines);
	if (owner->routines == NULL)
		return 0;
	__atomic_store_n(&owner->routines->open, 1, __ATOMIC_RELEASE);
	return 1;
}

void nh_routines_close(struct nh_owner *owner)
{
	if (owner->routines != NULL)
		__atomic_store_n(&owner->routines->open, 0, __ATOMIC_RELEASE);
}

/* The pool's thread: posted to a worker, comes back after nh_routines_close. */
uint64_t nh_routines_run(struct nh_owner *owner)
{
	struct nh_routine_pool *pool = owner->routines;
	uint32_t slot = nh_slot_here();
	struct nh_crumb *crumb = nh_crumb_of_slot(slot == NH_NO_SLOT ? 0 : slot);
	uint64_t runs = 0;
	while (__atomic_load_n(&pool->open, __ATOMIC_ACQUIRE)) {
		uint32_t ran = 0;
		for (uint32_t i = 0; i < ROUTINES; i++) {
			struct routine *routine = &pool->routines[i];
			uint32_t state = __atomic_load_n(&routine->state, __ATOMIC_ACQUIRE);
			if (state == 0)
				continue;
			if (state == 1) {
				nh_crumb_enter(crumb, NH_CALL_ROUTINE, nh_now());
				uint32_t again = routine->run(owner->plugin_state, routine->argument);
				nh_crumb_leave(crumb);
				routine->runs++;
				__atomic_add_fetch(&pool->runs, 1, __ATOMIC_RELAXED);
				runs++;
				ran = 1;
				if (again)
					continue;
			}
			__atomic_store_n(&routine->state, 0, __ATOMIC_RELEASE);
		}
		if (!ran)
			NH_SYSCALL0(SYS_sched_yield);
	}
	for (uint32_t i = 0; i < ROUTINES; i++)
		__atomic_store_n(&pool->routines[i].state, 0, __ATOMIC_RELEASE);
	return runs;
}

void nh_routines_counters(const struct nh_owner *owner, uint64_t counters[3])
{
	const struct nh_routine_pool *pool = owner->routines;
	memset(counters, 0, 3 * sizeof *counters);
	if (pool == NULL)
		return;
	counters[0] = __atomic_load_n(&pool->subscribed, __ATOMIC_ACQUIRE);
	for (uint32_t i = 0; i < ROUTINES; i++)
		counters[1] += __atomic_load_n(&pool->routines[i].state, __ATOMIC_ACQUIRE) == 1;
	counters[2] = __atomic_load_n(&pool->runs, __ATOMIC_ACQUIRE);
}

void *nh_subscribe(void *claimed, uint32_t (*run)(void *, void *), void *argument)
{
	struct nh_owner *owner = nh_owner_named(claimed, "subscribe");
	if (run == NULL)
		nh_violate(NH_NULL_ARGUMENT, 0, 0, "subscribe: routine_fn");
	if (owner == NULL || run == NULL || owner->routines == NULL || !owner->routines->open)
		return NULL;
	for (uint32_t i = 0; i < ROUTINES; i++) {
		struct routine *routine = &owner->routines->routines[i];
		if (__atomic_load_n(&routine->state, __ATOMIC_ACQUIRE) != 0)
			continue;
		__atomic_add_fetch(&owner->routines->subscribed, 1, __ATOMIC_RELAXED);
		routine->run = run;
		routine->argument = argument;
		__atomic_store_n(&routine->state, 1, __ATOMIC_RELEASE);
		return routine;
	}
	return NULL;
}

int32_t nh_unsubscribe(void *claimed, void *handle)
{
	struct nh_owner *owner = nh_owner_named(claimed, "unsubscribe");
	if (owner == NULL || owner->routines == NULL)
		return RC_FAILURE;
	for (uint32_t i = 0; i < ROUTINES; i++) {
		uint32_t subscribed = 1;
		if (&owner->routines->routines[i] == handle &&
		    __atomic_compare_exchange_n(&owner->routines->routines[i].state, &subscribed, 2, 0, __ATOMIC_ACQ_REL,
						__ATOMIC_RELAXED))
			return RC_SUCCESS;
	}
	nh_violate(NH_UNKNOWN_ROUTINE, (uint64_t)handle, 0, "unsubscribe");
	return RC_FAILURE;
}
