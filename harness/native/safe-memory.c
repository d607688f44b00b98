/*
 * Memory that a plugin named and that may not be there. The kernel copies it and says so, instead of a crash of ours:
 * process_vm_readv on the process itself, or /proc/self/mem where a sandbox forbids that.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/uio.h>

#include "internal.h"

/* Bytes copied, which are fewer than asked for when a page is missing. */
static size_t transfer(int write, void *local, const void *remote, size_t bytes)
{
	size_t done = 0;
	while (done < bytes) {
		struct iovec here = { (char *)local + done, bytes - done };
		struct iovec there = { (char *)remote + done, bytes - done };
		long got = NH_SYSCALL6(write ? SYS_process_vm_writev : SYS_process_vm_readv, nh_process.pid, &here, 1,
				       &there, 1, 0);
		if ((got == -ENOSYS || got == -EPERM) && nh_process.memory_fd >= 0)
			got = NH_SYSCALL4(write ? SYS_pwrite64 : SYS_pread64, nh_process.memory_fd, here.iov_base,
					  here.iov_len, there.iov_base);
		if (got <= 0)
			break;
		done += (size_t)got;
	}
	return done;
}

int nh_safe_read(void *to, const void *from, size_t bytes)
{
	return transfer(0, to, from, bytes) == bytes ? 0 : -1;
}

int nh_safe_write(void *to, const void *from, size_t bytes)
{
	return transfer(1, (void *)from, to, bytes) == bytes ? 0 : -1;
}

long nh_safe_text(char *to, const char *from, size_t capacity)
{
	size_t length = 0;
	while (length < capacity) {
		/* Never across a page end in one copy: the text may stop right before it. */
		size_t step = 4096 - ((uintptr_t)(from + length) & 4095);
		if (step > capacity - length)
			step = capacity - length;
		if (step > 256)
			step = 256;
		if (transfer(0, to + length, from + length, step) != step) {
			to[length] = '\0';
			return -1;
		}
		for (size_t i = 0; i < step; i++, length++)
			if (to[length] == '\0')
				return (long)length;
	}
	if (capacity > 0)
		to[capacity - 1] = '\0';
	return -2;
}

int nh_read_memory(void *to, const void *from, uint64_t bytes, uint64_t *done)
{
	*done = transfer(0, to, from, bytes);
	return *done == bytes ? 0 : -1;
}
