/*
 * The page that the parent process reads too: what is under way, how it crashed, where each thread hangs, and what the
 * guarded memory holds. harness/protocol/crash-page.ts is its other half; nh_layout_table keeps the two equal.
 * Times are nanoseconds of CLOCK_MONOTONIC. Everything is little-endian.
 */
#ifndef NH_PAGE_H
#define NH_PAGE_H

#include <stdint.h>

#define NH_PAGE_MAGIC 0x31454741504b504cULL
#define NH_PAGE_VERSION 1

#define NH_SLOTS 32
#define NH_CRASH_FRAMES 64
#define NH_HANG_THREADS 64
#define NH_HANG_FRAMES 32
#define NH_GUARDS 512
#define NH_MAPS_BYTES (256 * 1024)

/* The breadcrumb of one thread of ours. */
struct nh_crumb {
	uint64_t time;	   /* when the call began; written first */
	uint32_t call;	   /* call under way, 0 when none; written second, cleared after the call */
	uint32_t tid;
	uint64_t sequence; /* number of calls begun; written third */
	uint32_t last_call;
	uint32_t in_use;
	char name[16];
	uint64_t events; /* that a native loop has delivered */
	uint64_t reserved;
};

enum nh_crash_state { NH_CRASH_NONE, NH_CRASH_CLAIMED, NH_CRASH_HEADER, NH_CRASH_FRAMES_DONE, NH_CRASH_COMPLETE };

struct nh_crash {
	uint32_t state; /* enum nh_crash_state, only ever grows */
	int32_t signal;
	int32_t code;	/* si_code */
	uint32_t tid;
	uint64_t address; /* si_addr */
	uint64_t pc;
	uint64_t sp;
	uint32_t slot; /* breadcrumb of the thread that crashed; all-ones for a thread that is not ours */
	uint32_t call; /* call under way in that slot, or on the plugin thread for a foreign thread */
	uint32_t sender; /* si_pid, where somebody sent the signal */
	uint32_t frame_count;
	char name[16]; /* of the thread */
	uint64_t time;
	uint64_t frames[NH_CRASH_FRAMES]; /* [0] is pc; the others are return addresses */
};

enum nh_hang_state { NH_HANG_EMPTY, NH_HANG_ASKED, NH_HANG_DUMPING, NH_HANG_DONE, NH_HANG_FAULTED, NH_HANG_BLOCKED };

struct nh_hang_thread {
	uint32_t tid;
	uint32_t state; /* enum nh_hang_state; BLOCKED for a thread that blocks the signal and cannot answer */
	uint32_t frame_count;
	uint32_t call;
	char name[16];
	uint64_t frames[NH_HANG_FRAMES];
};

struct nh_hang {
	uint32_t state; /* 0 nothing, 1 threads are being asked, 2 all asked and maps copied */
	uint32_t thread_count;
	uint32_t answered;
	uint32_t threads_left_out; /* more than fit */
	struct nh_hang_thread threads[NH_HANG_THREADS];
};

enum nh_guard_state { NH_GUARD_FREE, NH_GUARD_LIVE, NH_GUARD_READ_ONLY, NH_GUARD_REVOKED };

struct nh_guard {
	uint64_t start;
	uint64_t end;
	uint32_t state; /* enum nh_guard_state */
	uint32_t reserved;
	char label[48];
};

struct nh_page {
	uint64_t magic;
	uint32_t version;
	uint32_t pid;
	uint8_t reserved[48];
	struct nh_crumb crumbs[NH_SLOTS];
	uint8_t to_crash[4096 - 64 - NH_SLOTS * sizeof(struct nh_crumb)];
	struct nh_crash crash;
	uint8_t to_hang[4096 - sizeof(struct nh_crash)];
	struct nh_hang hang;
	uint8_t to_guards[32768 - sizeof(struct nh_hang)];
	struct nh_guard guards[NH_GUARDS];
	uint8_t to_maps[40960 - NH_GUARDS * sizeof(struct nh_guard)];
	uint32_t maps_length;
	uint32_t maps_truncated;
	char maps[NH_MAPS_BYTES - 8]; /* text of /proc/self/maps */
};

_Static_assert(sizeof(struct nh_crumb) == 64, "crumb");
_Static_assert(sizeof(struct nh_guard) == 72, "guard");
_Static_assert(sizeof(struct nh_page) == 344064, "page");

#endif
