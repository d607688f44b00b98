/*
 * The hang recorder: on one signal from the parent, every thread of the process writes down where it is. The thread that
 * gets the signal first asks the others; each has a slot of its own, found by its thread id.
 */
#include <errno.h>
#include <fcntl.h>

#include "internal.h"

struct directory_entry {
	uint64_t inode;
	int64_t offset;
	uint16_t length;
	uint8_t type;
	char name[];
};

static struct nh_hang *hang_of_page(void)
{
	return &nh_process.page->hang;
}

static struct nh_hang_thread *thread_with(int tid)
{
	struct nh_hang *hang = hang_of_page();
	uint32_t count = __atomic_load_n(&hang->thread_count, __ATOMIC_ACQUIRE);
	for (uint32_t i = 0; i < count; i++)
		if (hang->threads[i].tid == (uint32_t)tid)
			return &hang->threads[i];
	return NULL;
}

/* True when the thread is in the middle of writing down its frames: the fault is ours, not the plugin's. */
int nh_hang_dump_faulted(int tid)
{
	if (hang_of_page()->state == 0)
		return 0;
	struct nh_hang_thread *thread = thread_with(tid);
	if (thread == NULL || thread->state != NH_HANG_DUMPING)
		return 0;
	__atomic_store_n(&thread->state, NH_HANG_FAULTED, __ATOMIC_RELEASE);
	return 1;
}

static void dump_own(void *context)
{
	struct nh_hang_thread *own = thread_with(nh_gettid());
	uint32_t asked = NH_HANG_ASKED;
	if (own == NULL || !__atomic_compare_exchange_n(&own->state, &asked, NH_HANG_DUMPING, 0, __ATOMIC_ACQ_REL,
							__ATOMIC_RELAXED))
		return;
	uint32_t slot = nh_slot_here();
	own->call = slot == NH_NO_SLOT ? 0 : nh_crumb_of_slot(slot)->call;
	own->frames[0] = nh_context_pc(context);
	own->frame_count = 1;
	own->frame_count = (uint32_t)nh_frames_of_context(context, own->frames, NH_HANG_FRAMES);
	__atomic_store_n(&own->state, NH_HANG_DONE, __ATOMIC_RELEASE);
	__atomic_add_fetch(&hang_of_page()->answered, 1, __ATOMIC_RELEASE);
}

static int number_of(const char *text)
{
	int number = 0;
	for (; *text >= '0' && *text <= '9'; text++)
		number = number * 10 + (*text - '0');
	return number;
}

static void list_threads(struct nh_hang *hang, int signal)
{
	_Alignas(8) char entries[2048];
	long fd = NH_SYSCALL4(SYS_openat, AT_FDCWD, "/proc/self/task", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	if (fd < 0)
		return;
	for (;;) {
		long got = NH_SYSCALL3(SYS_getdents64, fd, entries, sizeof entries);
		if (got <= 0)
			break;
		for (long at = 0; at < got;) {
			const struct directory_entry *entry = (const void *)(entries + at);
			at += entry->length;
			int tid = number_of(entry->name);
			if (tid == 0)
				continue;
			if (hang->thread_count == NH_HANG_THREADS) {
				hang->threads_left_out++;
				continue;
			}
			struct nh_hang_thread *thread = &hang->threads[hang->thread_count];
			thread->tid = (uint32_t)tid;
			thread->state = nh_thread_blocks(tid, signal) ? NH_HANG_BLOCKED : NH_HANG_ASKED;
			nh_copy_thread_name(tid, thread->name);
			__atomic_store_n(&hang->thread_count, hang->thread_count + 1, __ATOMIC_RELEASE);
		}
	}
	NH_SYSCALL1(SYS_close, fd);
}

static void on_hang_signal(int signal, siginfo_t *info, void *context)
{
	(void)info;
	struct nh_hang *hang = hang_of_page();
	uint32_t nothing = 0;
	if (!__atomic_compare_exchange_n(&hang->state, &nothing, 1, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
		dump_own(context);
		return;
	}
	list_threads(hang, signal);
	int own = nh_gettid();
	for (uint32_t i = 0; i < hang->thread_count; i++)
		if (hang->threads[i].tid != (uint32_t)own && hang->threads[i].state == NH_HANG_ASKED)
			NH_SYSCALL3(SYS_tgkill, nh_process.pid, hang->threads[i].tid, signal);
	nh_copy_maps();
	dump_own(context);
	__atomic_store_n(&hang->state, 2, __ATOMIC_RELEASE);
	nh_ask_last_words();
}

int nh_record_hangs(int signal)
{
	struct sigaction action = { .sa_sigaction = on_hang_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART };
	return nh_process.libc.sigaction(signal, &action, NULL) == 0 ? 0 : -EINVAL;
}
