/*
 * The crash recorder: what happened and where goes into the page, in the order of what is surest, and then the signal
 * takes the course that it would have taken. Nothing here allocates, locks or trusts the stack of the crashed thread.
 */
#include <errno.h>

#include "internal.h"

static const int recorded[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS, SIGTRAP };

/* The kernel's own end of the process by that signal, when our handler was entered again while recording it. */
static void die_of(int signal)
{
	struct sigaction action = { .sa_handler = SIG_DFL };
	nh_process.libc.sigaction(signal, &action, NULL);
	uint64_t mask = 1ULL << (signal - 1);
	NH_SYSCALL4(SYS_rt_sigprocmask, SIG_UNBLOCK, &mask, NULL, sizeof mask);
	NH_SYSCALL3(SYS_tgkill, nh_process.pid, nh_gettid(), signal);
}

/* A second thread that crashes must not end the process while the first one's crash is written down. */
static void wait_for_record(const struct nh_crash *crash)
{
	const struct timespec pause = { 0, 10 * 1000 * 1000 };
	for (int turn = 0; turn < 100; turn++) {
		if (__atomic_load_n(&crash->state, __ATOMIC_ACQUIRE) == NH_CRASH_COMPLETE)
			return;
		NH_SYSCALL2(SYS_nanosleep, &pause, NULL);
	}
}

static void write_header(struct nh_crash *crash, int signal, const siginfo_t *info, const void *context)
{
	int tid = nh_gettid();
	crash->signal = signal;
	crash->code = info->si_code;
	crash->tid = (uint32_t)tid;
	crash->address = (uint64_t)info->si_addr;
	crash->pc = nh_context_pc(context);
	crash->sp = nh_context_sp(context);
	if (info->si_code <= 0) {
		crash->sender = (uint32_t)info->si_pid;
		crash->address = 0;
	}
	crash->slot = nh_slot_here();
	crash->call = nh_call_here();
	crash->time = nh_now();
	nh_copy_thread_name(tid, crash->name);
	crash->frames[0] = crash->pc;
	crash->frame_count = 1;
	__atomic_store_n(&crash->state, NH_CRASH_HEADER, __ATOMIC_RELEASE);
}

static void on_crash(int signal, siginfo_t *info, void *context)
{
	struct nh_crash *crash = &nh_process.page->crash;
	if (nh_hang_dump_faulted(nh_gettid()))
		for (;;)
			NH_SYSCALL6(SYS_ppoll, NULL, 0, NULL, NULL, 0, 0);
	uint32_t none = NH_CRASH_NONE;
	if (__atomic_compare_exchange_n(&crash->state, &none, NH_CRASH_CLAIMED, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
		write_header(crash, signal, info, context);
		crash->frame_count = (uint32_t)nh_frames_of_context(context, crash->frames, NH_CRASH_FRAMES);
		__atomic_store_n(&crash->state, NH_CRASH_FRAMES_DONE, __ATOMIC_RELEASE);
		nh_copy_maps();
		__atomic_store_n(&crash->state, NH_CRASH_COMPLETE, __ATOMIC_RELEASE);
		nh_await_last_words();
	} else if (crash->state != NH_CRASH_COMPLETE) {
		if (crash->tid == (uint32_t)nh_gettid())
			die_of(crash->signal);
		wait_for_record(crash);
	}
	/* A fault happens again when the handler returns; a signal that was sent must be sent again. */
	nh_process.libc.sigaction(signal, &nh_process.old_actions[signal], NULL);
	if (info->si_code <= 0)
		NH_SYSCALL3(SYS_tgkill, nh_process.pid, nh_gettid(), signal);
}

int nh_record_crashes(int hang_signal)
{
	struct sigaction action = { .sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK };
	for (size_t i = 0; i < sizeof recorded / sizeof *recorded; i++)
		if (nh_process.libc.sigaction(recorded[i], &action, &nh_process.old_actions[recorded[i]]) != 0)
			return -EINVAL;
	/* The first call loads the unwinder, which must not happen in a handler. */
	void *warm[4];
	if (nh_process.libc.backtrace != NULL)
		nh_process.libc.backtrace(warm, 4);
	nh_signal_stack_here();
	return nh_record_hangs(hang_signal);
}
