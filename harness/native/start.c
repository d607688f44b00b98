#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>

#include "internal.h"

static int resolve_libc(void *(*dlsym)(void *, const char *))
{
	struct nh_libc *libc = &nh_process.libc;
	const struct {
		void **to;
		const char *name;
		int required;
	} rows[] = {
		{ (void **)&libc->pthread_create, "pthread_create", 1 },
		{ (void **)&libc->pthread_join, "pthread_join", 1 },
		{ (void **)&libc->pthread_attr_init, "pthread_attr_init", 1 },
		{ (void **)&libc->pthread_attr_setstacksize, "pthread_attr_setstacksize", 1 },
		{ (void **)&libc->pthread_attr_setguardsize, "pthread_attr_setguardsize", 1 },
		{ (void **)&libc->pthread_attr_destroy, "pthread_attr_destroy", 1 },
		{ (void **)&libc->sigaction, "sigaction", 1 },
		{ (void **)&libc->clock_gettime, "clock_gettime", 1 },
		{ (void **)&libc->backtrace, "backtrace", 0 },
		{ (void **)&libc->at_exit, "__cxa_atexit", 0 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		*rows[i].to = dlsym(NULL, rows[i].name);
		if (*rows[i].to == NULL && rows[i].required)
			return -ENOSYS;
	}
	return 0;
}

static struct nh_page *map_page(int fd)
{
	if (fd < 0)
		return nh_map(sizeof(struct nh_page));
	long address = NH_SYSCALL6(SYS_mmap, 0, sizeof(struct nh_page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	return address < 0 && address > -4096 ? NULL : (struct nh_page *)address;
}

int nh_start(void *(*dlsym)(void *, const char *), int page_fd)
{
	if (nh_process.page != NULL)
		return -EALREADY;
	int result = resolve_libc(dlsym);
	if (result != 0)
		return result;
	struct nh_page *page = map_page(page_fd);
	if (page == NULL)
		return -ENOMEM;
	nh_process.pid = (int)NH_SYSCALL0(SYS_getpid);
	nh_process.memory_fd = (int)NH_SYSCALL4(SYS_openat, AT_FDCWD, "/proc/self/mem", O_RDWR | O_CLOEXEC, 0);
	nh_process.violations = nh_ring_create(sizeof(struct nh_violation), NH_VIOLATION_CAPACITY);
	nh_process.logs = nh_ring_create(sizeof(struct nh_log_record), NH_LOG_CAPACITY);
	nh_process.async_events = nh_ring_create(sizeof(struct nh_async_record), NH_ASYNC_CAPACITY);
	if (nh_process.violations == NULL || nh_process.logs == NULL || nh_process.async_events == NULL)
		return -ENOMEM;
	page->version = NH_PAGE_VERSION;
	page->pid = (uint32_t)nh_process.pid;
	page->crumbs[0].in_use = 1;
	page->crumbs[0].tid = page->pid;
	nh_text_copy(page->crumbs[0].name, "main", sizeof page->crumbs[0].name);
	nh_process.page = page;
	__atomic_store_n(&page->magic, NH_PAGE_MAGIC, __ATOMIC_RELEASE);
	return 0;
}

void *nh_page_address(void)
{
	return nh_process.page;
}

struct nh_ring *nh_violation_ring(void)
{
	return nh_process.violations;
}

struct nh_ring *nh_log_ring(void)
{
	return nh_process.logs;
}

struct nh_ring *nh_async_ring(void)
{
	return nh_process.async_events;
}
