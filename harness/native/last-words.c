/*
 * A process that ends of what a plugin did may say first what it knows: the thread that would end it waits, for a short
 * time and after everything about its end is written down, until JavaScript has spoken.
 */
#include "internal.h"

#include <sys/eventfd.h>

enum { PATIENCE_MS = 2000 };

static struct {
	int fd;
	uint32_t said;
} words = { .fd = -1 };

void nh_ask_last_words(void)
{
	uint64_t one = 1;
	if (words.fd >= 0)
		NH_SYSCALL3(SYS_write, words.fd, &one, sizeof one);
}

void nh_await_last_words(void)
{
	const struct timespec pause = { 0, 1000 * 1000 };
	/* On its own thread JavaScript can say nothing while this waits. */
	if (words.fd < 0 || nh_gettid() == nh_process.pid)
		return;
	nh_ask_last_words();
	for (int turn = 0; turn < PATIENCE_MS && !__atomic_load_n(&words.said, __ATOMIC_ACQUIRE); turn++)
		NH_SYSCALL2(SYS_nanosleep, &pause, NULL);
}

static void on_exit(void *nothing)
{
	(void)nothing;
	nh_await_last_words();
}

int nh_last_words_fd(void)
{
	if (words.fd < 0) {
		words.fd = (int)NH_SYSCALL2(SYS_eventfd2, 0, EFD_NONBLOCK | EFD_CLOEXEC);
		/* Handlers run from the last to the first: this one before anything that others take down. */
		if (words.fd >= 0 && nh_process.libc.at_exit != NULL)
			nh_process.libc.at_exit(on_exit, NULL, NULL);
	}
	return words.fd;
}

void nh_last_words_said(void)
{
	__atomic_store_n(&words.said, 1, __ATOMIC_RELEASE);
}
