/*
 * The native host: what runs beside a Falco plugin and must not be JavaScript. Plain C ABI, called through an FFI.
 * Addresses travel as 64-bit integers. Functions that can fail return 0 or -errno unless they say otherwise.
 */
#ifndef PLUGIN_HOST_H
#define PLUGIN_HOST_H

#include <stddef.h>
#include <stdint.h>

#define NH_EXPORT __attribute__((visibility("default")))

/* ---- start ---- */

/*
 * Once per process, before anything else: resolves the C library through `dlsym`, maps the page (from `page_fd`, or
 * anonymous memory when it is negative) and creates the rings.
 */
NH_EXPORT int nh_start(void *(*dlsym)(void *, const char *), int page_fd);
NH_EXPORT void *nh_page_address(void);
/* Installs the crash recorder and the hang recorder (on `hang_signal`). Before the plugin is loaded, so that Go chains to it. */
NH_EXPORT int nh_record_crashes(int hang_signal);

/* The offsets of the page, for the test that holds crash-page.ts against this. */
struct nh_layout_row {
	char name[40];
	uint32_t value;
	uint32_t reserved;
};
extern const struct nh_layout_row nh_layout_table[];
NH_EXPORT const struct nh_layout_row *nh_layout_rows(void);
NH_EXPORT uint32_t nh_layout_count(void);

/* ---- threads ---- */

#define NH_THREAD_STACK (8 * 1024 * 1024)

/*
 * A thread that executes posted calls, one at a time, on an 8 MiB stack as Falco's. The first one created is the plugin
 * thread. Returns NULL when it cannot be made.
 */
NH_EXPORT struct nh_thread *nh_thread_create(const char *name);
/* An eventfd that becomes readable when a posted call has returned. */
NH_EXPORT int nh_thread_fd(struct nh_thread *thread);
NH_EXPORT uint32_t nh_thread_slot(struct nh_thread *thread);
/* Posts fn(args...); -EBUSY while another call is under way. `call` goes into the breadcrumb. */
NH_EXPORT int nh_thread_post(struct nh_thread *thread, uint32_t call, void *fn, uint64_t a0, uint64_t a1, uint64_t a2,
			     uint64_t a3, uint64_t a4, uint64_t a5, uint64_t a6, uint64_t a7);
/* Takes the result of the call that returned; -EAGAIN while it has not. */
NH_EXPORT int nh_thread_take(struct nh_thread *thread, uint64_t *result);
/* Ends the thread once it is idle, and joins it. */
NH_EXPORT int nh_thread_stop(struct nh_thread *thread);

/* ---- memory ---- */

/* 0, or -1 when not everything is readable; `*done` is the number of bytes copied before the fault. */
NH_EXPORT int nh_read_memory(void *to, const void *from, uint64_t bytes, uint64_t *done);

/* ---- rings ---- */

struct nh_ring {
	uint64_t head; /* next ticket */
	uint64_t tail; /* next to read; the reader advances it */
	uint64_t dropped;
	uint32_t record_bytes;
	uint32_t capacity;
	uint8_t reserved[32];
	/* `capacity` records follow; each begins with a u64 that is its ticket + 1 once it is whole. */
};
NH_EXPORT struct nh_ring *nh_violation_ring(void);
NH_EXPORT struct nh_ring *nh_log_ring(void);
NH_EXPORT struct nh_ring *nh_async_ring(void);

#endif
