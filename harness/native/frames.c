/* Who called what, from inside a signal handler. */
#include <fcntl.h>
#include <sys/mman.h>
#include <ucontext.h>

#include "internal.h"

#define SIGNAL_STACK_BYTES (256 * 1024)

struct registers {
	uint64_t pc, sp, fp, link;
};

static struct registers registers_of(const ucontext_t *context)
{
#if defined(__x86_64__)
	const greg_t *r = context->uc_mcontext.gregs;
	return (struct registers){ (uint64_t)r[REG_RIP], (uint64_t)r[REG_RSP], (uint64_t)r[REG_RBP], 0 };
#else
	const mcontext_t *m = &context->uc_mcontext;
	return (struct registers){ m->pc, m->sp, m->regs[29], m->regs[30] };
#endif
}

uint64_t nh_context_pc(const void *ucontext)
{
	return registers_of(ucontext).pc;
}

uint64_t nh_context_sp(const void *ucontext)
{
	return registers_of(ucontext).sp;
}

/* Follows saved frame pointers; each word is read with care, since the stack may be what is broken. */
static int walk_frame_pointers(struct registers r, uint64_t *frames, int capacity)
{
	int count = 0;
	frames[count++] = r.pc;
	uint8_t byte;
	if (nh_safe_read(&byte, (void *)r.pc, 1) != 0 && count < capacity) {
		/* A jump into the void: no frame was made there, so the caller is where the call left it. */
		uint64_t caller = r.link;
		if (caller != 0 || nh_safe_read(&caller, (void *)r.sp, sizeof caller) == 0)
			frames[count++] = caller;
	}
	uint64_t fp = r.fp;
	while (count < capacity) {
		uint64_t pair[2];
		if (fp == 0 || fp % 8 != 0 || nh_safe_read(pair, (void *)fp, sizeof pair) != 0 || pair[1] == 0)
			break;
		frames[count++] = pair[1];
		if (pair[0] <= fp)
			break;
		fp = pair[0];
	}
	return count;
}

/*
 * Frames of the interrupted code. The C library's unwinder knows best, but it starts here, in the handler: what lies
 * before the interrupted pc is dropped. It is not asked when pc is no readable code, which would make it fault, and it is
 * not believed when it never arrives at pc, or ends there: code of Go has no unwind tables, but frame pointers.
 */
int nh_frames_of_context(void *ucontext, uint64_t *frames, int capacity)
{
	struct registers r = registers_of(ucontext);
	uint8_t byte;
	if (nh_process.libc.backtrace != NULL && nh_safe_read(&byte, (void *)r.pc, 1) == 0) {
		void *raw[NH_CRASH_FRAMES + 16];
		int count = nh_process.libc.backtrace(raw, capacity + 16);
		for (int first = 0; first < count; first++) {
			if ((uint64_t)raw[first] != r.pc || first + 1 == count)
				continue;
			int kept = count - first < capacity ? count - first : capacity;
			memcpy(frames, raw + first, (size_t)kept * sizeof *frames);
			return kept;
		}
	}
	return walk_frame_pointers(r, frames, capacity);
}

void nh_copy_maps(void)
{
	struct nh_page *page = nh_process.page;
	long fd = NH_SYSCALL4(SYS_openat, AT_FDCWD, "/proc/self/maps", O_RDONLY | O_CLOEXEC, 0);
	if (fd < 0)
		return;
	uint32_t length = 0;
	long got = 0;
	while (length < sizeof page->maps) {
		got = NH_SYSCALL3(SYS_read, fd, page->maps + length, sizeof page->maps - length);
		if (got <= 0)
			break;
		length += (uint32_t)got;
	}
	NH_SYSCALL1(SYS_close, fd);
	page->maps_truncated = got > 0;
	page->maps_length = length;
}

/* Reads /proc/self/task/TID/NAME as far as it fits. Returns the bytes read, which are not terminated. */
static long read_of_thread(int tid, const char *name, char *to, size_t capacity)
{
	char path[48] = "/proc/self/task/";
	char digits[12];
	int count = 0;
	for (int rest = tid; rest > 0 && count < 12; rest /= 10)
		digits[count++] = (char)('0' + rest % 10);
	size_t at = nh_text_length(path);
	while (count > 0)
		path[at++] = digits[--count];
	nh_text_copy(path + at, name, sizeof path - at);
	long fd = NH_SYSCALL4(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
	if (fd < 0)
		return 0;
	long got = NH_SYSCALL3(SYS_read, fd, to, capacity);
	NH_SYSCALL1(SYS_close, fd);
	return got < 0 ? 0 : got;
}

void nh_copy_thread_name(int tid, char name[16])
{
	long got = read_of_thread(tid, "/comm", name, 16);
	for (int i = 0; i < 16; i++)
		if (i >= got || name[i] == '\n')
			name[i] = '\0';
	name[15] = '\0';
}

/* The line `SigBlk:\t` and 16 hexadecimal digits of the thread's status. */
int nh_thread_blocks(int tid, int signal)
{
	static const char key[] = "SigBlk:\t";
	char status[2048];
	long got = read_of_thread(tid, "/status", status, sizeof status);
	for (long at = 0; at + (long)sizeof key + 16 <= got; at++) {
		if (memcmp(status + at, key, sizeof key - 1) != 0)
			continue;
		uint64_t mask = 0;
		const char *digit = status + at + sizeof key - 1;
		for (int i = 0; i < 16; i++)
			mask = mask << 4 | (uint64_t)(digit[i] <= '9' ? digit[i] - '0' : digit[i] - 'a' + 10);
		return (mask >> (signal - 1) & 1) != 0;
	}
	return 0;
}

void nh_signal_stack_here(void)
{
	stack_t now;
	if (NH_SYSCALL2(SYS_sigaltstack, NULL, &now) != 0 || !(now.ss_flags & SS_DISABLE))
		return;
	stack_t own = { .ss_sp = nh_map_guarded(SIGNAL_STACK_BYTES), .ss_size = SIGNAL_STACK_BYTES };
	if (own.ss_sp != NULL)
		NH_SYSCALL2(SYS_sigaltstack, &own, NULL);
}
