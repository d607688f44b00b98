/* Threads that run posted calls: the calls of a plugin on a thread and a stack like Falco's, while JavaScript is free. */
#include <errno.h>
#include <linux/futex.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>

#include "internal.h"

enum { IDLE, POSTED, RETURNED, STOPPING };

struct nh_thread {
	uint32_t state; /* a futex */
	uint32_t slot;
	int event_fd;
	uint32_t call;
	pthread_t handle;
	uint64_t (*fn)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t);
	uint64_t args[8];
	uint64_t result;
	char name[16];
};

/* Where the frames of callers begin, on the stack of the thread in each slot. */
static const char *stack_tops[NH_SLOTS];

int nh_on_stack_here(const void *address)
{
	uint32_t slot = nh_slot_here();
	const char *at = address;
	return slot != NH_NO_SLOT && at > (const char *)__builtin_frame_address(0) && at < stack_tops[slot];
}

static uint32_t wait_for_work(struct nh_thread *thread)
{
	for (;;) {
		uint32_t state = __atomic_load_n(&thread->state, __ATOMIC_ACQUIRE);
		if (state == POSTED || state == STOPPING)
			return state;
		NH_SYSCALL4(SYS_futex, &thread->state, FUTEX_WAIT_PRIVATE, state, NULL);
	}
}

/* More than what `run` calls between two posted calls takes. */
#define ROOM_ABOVE_CALLS 4096

/*
 * The call, with room above its frames. What `run` calls meanwhile lies in that room, so that a value which the plugin left
 * on its stack is still there when it is read first.
 */
__attribute__((noinline)) static uint64_t call_below(const struct nh_thread *thread)
{
	unsigned char room[ROOM_ABOVE_CALLS];
	const uint64_t *a = thread->args;
	__asm__ volatile("" : : "r"(room) : "memory");
	uint64_t result = thread->fn(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]);
	__asm__ volatile("" : : "r"(room) : "memory");
	return result;
}

static void *run(void *argument)
{
	struct nh_thread *thread = argument;
	struct nh_crumb *crumb = nh_crumb_of_slot(thread->slot);
	NH_SYSCALL2(SYS_prctl, PR_SET_NAME, thread->name);
	nh_crumb_adopt(thread->slot);
	stack_tops[thread->slot] = __builtin_frame_address(0);
	nh_signal_stack_here();
	while (wait_for_work(thread) == POSTED) {
		nh_crumb_enter(crumb, thread->call, nh_now());
		thread->result = call_below(thread);
		nh_crumb_leave(crumb);
		__atomic_store_n(&thread->state, RETURNED, __ATOMIC_RELEASE);
		uint64_t one = 1;
		NH_SYSCALL3(SYS_write, thread->event_fd, &one, sizeof one);
	}
	nh_crumb_free(thread->slot);
	return NULL;
}

static int start(struct nh_thread *thread)
{
	const struct nh_libc *libc = &nh_process.libc;
	union {
		pthread_attr_t attr;
		char room[256];
	} storage;
	int result = libc->pthread_attr_init(&storage.attr);
	if (result != 0)
		return -result;
	libc->pthread_attr_setstacksize(&storage.attr, NH_THREAD_STACK);
	libc->pthread_attr_setguardsize(&storage.attr, 65536);
	result = libc->pthread_create(&thread->handle, &storage.attr, run, thread);
	libc->pthread_attr_destroy(&storage.attr);
	return -result;
}

struct nh_thread *nh_thread_create(const char *name)
{
	struct nh_thread *thread = nh_map(sizeof *thread);
	if (thread == NULL)
		return NULL;
	nh_text_copy(thread->name, name, sizeof thread->name);
	thread->event_fd = (int)NH_SYSCALL2(SYS_eventfd2, 0, EFD_NONBLOCK | EFD_CLOEXEC);
	thread->slot = nh_crumb_allot(name);
	if (thread->event_fd < 0 || thread->slot == NH_NO_SLOT || start(thread) != 0)
		return NULL;
	return thread;
}

/* More than the frames of a plugin take before its first call of a library function. */
#define OVERWRITTEN_STACK (256 * 1024)
#define STACK_FILL 0xc7

__attribute__((noinline)) uint64_t nh_overwrite_stack(void)
{
	unsigned char frame[OVERWRITTEN_STACK];
	memset(frame, STACK_FILL, sizeof frame);
	/* The compiler has to believe that somebody looks at it. */
	__asm__ volatile("" : : "r"(frame) : "memory");
	return 0;
}

int nh_thread_fd(struct nh_thread *thread)
{
	return thread->event_fd;
}

uint32_t nh_thread_slot(struct nh_thread *thread)
{
	return thread->slot;
}

static void set_state(struct nh_thread *thread, uint32_t state)
{
	__atomic_store_n(&thread->state, state, __ATOMIC_RELEASE);
	NH_SYSCALL3(SYS_futex, &thread->state, FUTEX_WAKE_PRIVATE, 1);
}

int nh_thread_post(struct nh_thread *thread, uint32_t call, void *fn, uint64_t a0, uint64_t a1, uint64_t a2,
		   uint64_t a3, uint64_t a4, uint64_t a5, uint64_t a6, uint64_t a7)
{
	if (__atomic_load_n(&thread->state, __ATOMIC_ACQUIRE) != IDLE)
		return -EBUSY;
	const uint64_t args[8] = { a0, a1, a2, a3, a4, a5, a6, a7 };
	memcpy(thread->args, args, sizeof args);
	thread->fn = (uint64_t(*)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t))fn;
	thread->call = call;
	set_state(thread, POSTED);
	return 0;
}

int nh_thread_take(struct nh_thread *thread, uint64_t *result)
{
	if (__atomic_load_n(&thread->state, __ATOMIC_ACQUIRE) != RETURNED)
		return -EAGAIN;
	uint64_t count;
	NH_SYSCALL3(SYS_read, thread->event_fd, &count, sizeof count);
	*result = thread->result;
	__atomic_store_n(&thread->state, IDLE, __ATOMIC_RELEASE);
	return 0;
}

int nh_thread_stop(struct nh_thread *thread)
{
	if (__atomic_load_n(&thread->state, __ATOMIC_ACQUIRE) != IDLE)
		return -EBUSY;
	set_state(thread, STOPPING);
	nh_process.libc.pthread_join(thread->handle, NULL);
	NH_SYSCALL1(SYS_close, thread->event_fd);
	return 0;
}
