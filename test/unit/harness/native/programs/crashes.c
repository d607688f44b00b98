/* Ways in which a plugin ends or stops its process. */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

__attribute__((noinline)) int null_write(void)
{
	*(volatile int *)16 = 1;
	return 0;
}

__attribute__((noinline)) int calls_null_write(void)
{
	return null_write() + 1;
}

__attribute__((noinline)) static int overflow(volatile int *depth)
{
	volatile char room[1024];
	room[0] = (char)*depth;
	return overflow(depth) + room[0];
}

int overflow_stack(void)
{
	volatile int depth = 0;
	return overflow(&depth);
}

int wild_jump(void)
{
	volatile unsigned long target = 0x10;
	int result = ((int (*)(void))target)();
	return result + 1;
}

static void *null_write_thread(void *argument)
{
	(void)argument;
	null_write();
	return NULL;
}

int crash_in_thread(void)
{
	pthread_t thread;
	pthread_create(&thread, NULL, null_write_thread, NULL);
	pthread_join(thread, NULL);
	return 0;
}

int divide(void)
{
	raise(SIGFPE);
	return 0;
}

int illegal(void)
{
	__builtin_trap();
}

int aborts(void)
{
	abort();
}

int exits(void)
{
	exit(0);
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static volatile int waits;

static void *wait_for_ever(void *argument)
{
	(void)argument;
	waits = 1;
	pthread_mutex_lock(&mutex);
	return NULL;
}

int deadlock(void)
{
	pthread_t thread;
	pthread_mutex_lock(&mutex);
	pthread_create(&thread, NULL, wait_for_ever, NULL);
	while (!waits)
		;
	pthread_mutex_lock(&mutex);
	return 0;
}

int spin(void)
{
	for (volatile int i = 0;; i++)
		;
}

/* 3 MB in one frame: more than koffi's own stack has. */
int large_frame(void)
{
	volatile char room[3 << 20];
	for (unsigned i = 0; i < sizeof room; i += 4096)
		room[i] = 1;
	return room[4096];
}
