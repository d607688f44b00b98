/* What the files of the native host share. Nothing here is exported. */
#ifndef NH_INTERNAL_H
#define NH_INTERNAL_H

#include <pthread.h>
#include <signal.h>
#include <time.h>

#include "calls.h"
#include "owner.h"
#include "page.h"
#include "plugin-host.h"
#include "records.h"
#include "system.h"

void *memcpy(void *restrict to, const void *restrict from, size_t bytes);
void *memset(void *to, int value, size_t bytes);
int memcmp(const void *a, const void *b, size_t bytes);

/*
 * Entry points of the process's C library, resolved at start: the native host links against none, so that one binary
 * runs beside any glibc. `backtrace` is missing on some C libraries; frames then come from frame pointers.
 */
struct nh_libc {
	int (*pthread_create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
	int (*pthread_join)(pthread_t, void **);
	int (*pthread_attr_init)(pthread_attr_t *);
	int (*pthread_attr_setstacksize)(pthread_attr_t *, size_t);
	int (*pthread_attr_setguardsize)(pthread_attr_t *, size_t);
	int (*pthread_attr_destroy)(pthread_attr_t *);
	int (*sigaction)(int, const struct sigaction *, struct sigaction *);
	int (*clock_gettime)(clockid_t, struct timespec *);
	int (*backtrace)(void **, int);
	int (*at_exit)(void (*)(void *), void *, void *);
};

/* State of the process. Signal handlers and the callbacks that a plugin calls have no other way to reach it. */
struct nh_process {
	struct nh_libc libc;
	struct nh_page *page;
	int pid;
	int memory_fd; /* /proc/self/mem, for kernels that forbid process_vm_readv */
	struct sigaction old_actions[65];
	struct nh_ring *violations;
	struct nh_ring *logs;
	struct nh_ring *async_events;
	uint32_t keeps_whole_asyncs; /* whoever takes async events gives their memory back */
	struct nh_owner *default_owner;
};
extern struct nh_process nh_process __attribute__((visibility("hidden")));

#define NH_NO_SLOT 0xffffffffu
/* Slot of the plugin thread; slot 0 belongs to whatever else the process does itself. */
#define NH_PLUGIN_SLOT 1

static inline int nh_gettid(void)
{
	return (int)NH_SYSCALL0(SYS_gettid);
}

/* Breadcrumbs (breadcrumb.c). */
struct nh_crumb *nh_crumb_of_slot(uint32_t slot);
uint32_t nh_crumb_allot(const char *name);
/* Time before id: the other order shows the parent a new call with the old call's time, a hang that is none. */
static inline void nh_crumb_enter(struct nh_crumb *crumb, uint32_t call, uint64_t now)
{
	__atomic_store_n(&crumb->time, now, __ATOMIC_RELEASE);
	__atomic_store_n(&crumb->call, call, __ATOMIC_RELEASE);
	__atomic_store_n(&crumb->sequence, crumb->sequence + 1, __ATOMIC_RELEASE);
	crumb->last_call = call;
}
void nh_crumb_leave(struct nh_crumb *crumb);
/* The calling thread takes the slot; and gives it back. */
void nh_crumb_adopt(uint32_t slot);
void nh_crumb_free(uint32_t slot);
/* Slot of the calling thread, or NH_NO_SLOT for one that is not ours. */
uint32_t nh_slot_here(void);
/* Whether the address is in the frames of whoever called the host, on this thread's stack; 0 on a thread that is not ours. */
int nh_on_stack_here(const void *address);
/* The call under way on this thread; for a foreign thread, the one on the plugin thread. */
uint32_t nh_call_here(void);

/* Stacks (frames.c). All are safe in a signal handler. */
int nh_frames_of_context(void *ucontext, uint64_t *frames, int capacity);
uint64_t nh_context_pc(const void *ucontext);
uint64_t nh_context_sp(const void *ucontext);
void nh_copy_maps(void);
void nh_copy_thread_name(int tid, char name[16]);
int nh_thread_blocks(int tid, int signal);

/* Gives the calling thread a signal stack of its own, if it has none. */
void nh_signal_stack_here(void);

/* Hangs (hang.c). */
int nh_record_hangs(int signal);
int nh_hang_dump_faulted(int tid);

/* Last words (last-words.c): asks for them, and asks and waits for them. Both are safe in a signal handler. */
void nh_ask_last_words(void);
void nh_await_last_words(void);

/* Rings (ring.c): many writers, one reader; the newest are dropped when the reader is too far behind. */
struct nh_ring *nh_ring_create(uint32_t record_bytes, uint32_t capacity);
void *nh_ring_claim(struct nh_ring *ring, uint64_t *ticket);
void nh_ring_commit(struct nh_ring *ring, uint64_t ticket);
/* The reading end: the oldest record that is whole, or NULL; and done with it. */
const void *nh_ring_oldest(struct nh_ring *ring);
void nh_ring_release(struct nh_ring *ring);

/* Async events (async.c): done with the oldest. */
struct nh_async_record;
void nh_async_release(const struct nh_async_record *record);

/* Events of next_batch (take-event.c). */
struct nh_event;
int nh_take_event(uint32_t plugin_id, struct nh_event *event);

/* The owner (owner.c). */
void nh_violate(enum nh_violation_kind kind, uint64_t detail0, uint64_t detail1, const char *text);
struct nh_owner *nh_owner_named(void *claimed, const char *by);
/* Stores what get_owner_last_error then says. */
void nh_owner_fail(struct nh_owner *owner, const char *error);

#endif
