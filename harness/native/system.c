/* Memory, text and clocks without a C library. gcc emits calls to the mem* functions whatever the flags. */
#include <sys/mman.h>
#include <sys/uio.h>

#include "internal.h"

struct nh_process nh_process = { .memory_fd = -1 };

void *memcpy(void *restrict to, const void *restrict from, size_t bytes)
{
	unsigned char *t = to;
	const unsigned char *f = from;
	while (bytes >= 8) {
		*(uint64_t __attribute__((may_alias, aligned(1))) *)t =
			*(const uint64_t __attribute__((may_alias, aligned(1))) *)f;
		t += 8;
		f += 8;
		bytes -= 8;
	}
	while (bytes-- > 0)
		*t++ = *f++;
	return to;
}

void *memset(void *to, int value, size_t bytes)
{
	unsigned char *t = to;
	while (bytes-- > 0)
		*t++ = (unsigned char)value;
	return to;
}

int memcmp(const void *a, const void *b, size_t bytes)
{
	const unsigned char *x = a;
	const unsigned char *y = b;
	for (; bytes > 0; x++, y++, bytes--)
		if (*x != *y)
			return *x - *y;
	return 0;
}

size_t nh_text_length(const char *text)
{
	size_t length = 0;
	while (text[length] != '\0')
		length++;
	return length;
}

void nh_text_copy(char *to, const char *from, size_t capacity)
{
	size_t i = 0;
	for (; i + 1 < capacity && from[i] != '\0'; i++)
		to[i] = from[i];
	to[i] = '\0';
}

int nh_text_equal(const char *a, const char *b)
{
	while (*a != '\0' && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

void *nh_map(size_t bytes)
{
	long address = NH_SYSCALL6(SYS_mmap, 0, bytes, PROT_READ | PROT_WRITE,
				   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	return address < 0 && address > -4096 ? NULL : (void *)address;
}

/* The largest page size of the supported machines, so that it is a multiple of the real one. */
#define GUARD_BYTES 65536

void *nh_map_guarded(size_t bytes)
{
	size_t inner = (bytes + GUARD_BYTES - 1) & ~(size_t)(GUARD_BYTES - 1);
	char *whole = nh_map(inner + 2 * GUARD_BYTES);
	if (whole == NULL)
		return NULL;
	NH_SYSCALL3(SYS_mprotect, whole, GUARD_BYTES, PROT_NONE);
	NH_SYSCALL3(SYS_mprotect, whole + GUARD_BYTES + inner, GUARD_BYTES, PROT_NONE);
	return whole + GUARD_BYTES;
}

static uint64_t clock_ns(clockid_t clock)
{
	struct timespec time;
	nh_process.libc.clock_gettime(clock, &time);
	return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

uint64_t nh_now(void)
{
	return clock_ns(CLOCK_MONOTONIC);
}

uint64_t nh_now_coarse(void)
{
	return clock_ns(CLOCK_MONOTONIC_COARSE);
}

uint64_t nh_wall_clock(void)
{
	return clock_ns(CLOCK_REALTIME);
}
