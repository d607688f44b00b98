/*
 * The kernel without a C library: raw system calls. They return -errno as the kernel does, touch no errno, and are
 * safe in a signal handler.
 */
#ifndef NH_SYSTEM_H
#define NH_SYSTEM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>

static inline long nh_syscall(long number, long a, long b, long c, long d, long e, long f)
{
#if defined(__x86_64__)
	long result;
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	register long r9 __asm__("r9") = f;
	__asm__ volatile("syscall"
			 : "=a"(result)
			 : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return result;
#elif defined(__aarch64__)
	register long x8 __asm__("x8") = number;
	register long x0 __asm__("x0") = a;
	register long x1 __asm__("x1") = b;
	register long x2 __asm__("x2") = c;
	register long x3 __asm__("x3") = d;
	register long x4 __asm__("x4") = e;
	register long x5 __asm__("x5") = f;
	__asm__ volatile("svc 0"
			 : "+r"(x0)
			 : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
			 : "memory");
	return x0;
#else
#error "the native host knows x86_64 and aarch64 only"
#endif
}

#define NH_SYSCALL0(n) nh_syscall(n, 0, 0, 0, 0, 0, 0)
#define NH_SYSCALL1(n, a) nh_syscall(n, (long)(a), 0, 0, 0, 0, 0)
#define NH_SYSCALL2(n, a, b) nh_syscall(n, (long)(a), (long)(b), 0, 0, 0, 0)
#define NH_SYSCALL3(n, a, b, c) nh_syscall(n, (long)(a), (long)(b), (long)(c), 0, 0, 0)
#define NH_SYSCALL4(n, a, b, c, d) nh_syscall(n, (long)(a), (long)(b), (long)(c), (long)(d), 0, 0)
#define NH_SYSCALL6(n, a, b, c, d, e, f) nh_syscall(n, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))

/* Fresh zeroed memory, or NULL. Pages are only taken when touched. */
void *nh_map(size_t bytes);
/* As nh_map, with an inaccessible page on both sides. */
void *nh_map_guarded(size_t bytes);

size_t nh_text_length(const char *text);
/* Copies at most capacity - 1 bytes and terminates. */
void nh_text_copy(char *to, const char *from, size_t capacity);
int nh_text_equal(const char *a, const char *b);

/* Nanoseconds of CLOCK_MONOTONIC; the coarse one is up to a tick (4 ms) behind and costs a few ns. */
uint64_t nh_now(void);
uint64_t nh_now_coarse(void);
/* Nanoseconds since the epoch. */
uint64_t nh_wall_clock(void);

/*
 * Copies memory that may not be there. Returns 0, or -1 when not all of it is readable (or writable); then what could be
 * copied has been.
 */
int nh_safe_read(void *to, const void *from, size_t bytes);
int nh_safe_write(void *to, const void *from, size_t bytes);
/* Reads a NUL-terminated text. Returns its length, -1 on a fault, -2 when no terminator fits into capacity. */
long nh_safe_text(char *to, const char *from, size_t capacity);

#endif
