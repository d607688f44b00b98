/* The page's offsets as data, so that a test can hold the other half of the page (crash-page.ts) against them. */
#include "internal.h"

#define AT(name, type, member) { name, (uint32_t)offsetof(struct type, member), 0 }
#define SIZE(name, type) { name, (uint32_t)sizeof(struct type), 0 }
#define COUNT(name, value) { name, value, 0 }

const struct nh_layout_row nh_layout_table[] = {
	SIZE("page", nh_page),
	AT("page.magic", nh_page, magic),
	AT("page.version", nh_page, version),
	AT("page.pid", nh_page, pid),
	AT("page.crumbs", nh_page, crumbs),
	AT("page.crash", nh_page, crash),
	AT("page.hang", nh_page, hang),
	AT("page.guards", nh_page, guards),
	AT("page.mapsLength", nh_page, maps_length),
	AT("page.mapsTruncated", nh_page, maps_truncated),
	AT("page.maps", nh_page, maps),
	COUNT("crumbs", NH_SLOTS),
	SIZE("crumb", nh_crumb),
	AT("crumb.time", nh_crumb, time),
	AT("crumb.call", nh_crumb, call),
	AT("crumb.tid", nh_crumb, tid),
	AT("crumb.sequence", nh_crumb, sequence),
	AT("crumb.lastCall", nh_crumb, last_call),
	AT("crumb.inUse", nh_crumb, in_use),
	AT("crumb.name", nh_crumb, name),
	AT("crash.state", nh_crash, state),
	AT("crash.signal", nh_crash, signal),
	AT("crash.code", nh_crash, code),
	AT("crash.tid", nh_crash, tid),
	AT("crash.address", nh_crash, address),
	AT("crash.pc", nh_crash, pc),
	AT("crash.sp", nh_crash, sp),
	AT("crash.slot", nh_crash, slot),
	AT("crash.call", nh_crash, call),
	AT("crash.sender", nh_crash, sender),
	AT("crash.frameCount", nh_crash, frame_count),
	AT("crash.name", nh_crash, name),
	AT("crash.time", nh_crash, time),
	AT("crash.frames", nh_crash, frames),
	COUNT("crash.maxFrames", NH_CRASH_FRAMES),
	AT("hang.state", nh_hang, state),
	AT("hang.threadCount", nh_hang, thread_count),
	AT("hang.answered", nh_hang, answered),
	AT("hang.threadsLeftOut", nh_hang, threads_left_out),
	AT("hang.threads", nh_hang, threads),
	COUNT("hang.maxThreads", NH_HANG_THREADS),
	SIZE("hangThread", nh_hang_thread),
	AT("hangThread.tid", nh_hang_thread, tid),
	AT("hangThread.state", nh_hang_thread, state),
	AT("hangThread.frameCount", nh_hang_thread, frame_count),
	AT("hangThread.call", nh_hang_thread, call),
	AT("hangThread.name", nh_hang_thread, name),
	AT("hangThread.frames", nh_hang_thread, frames),
	COUNT("hangThread.maxFrames", NH_HANG_FRAMES),
	COUNT("guards", NH_GUARDS),
	SIZE("guard", nh_guard),
	AT("guard.start", nh_guard, start),
	AT("guard.end", nh_guard, end),
	AT("guard.state", nh_guard, state),
	AT("guard.label", nh_guard, label),
};

const struct nh_layout_row *nh_layout_rows(void)
{
	return nh_layout_table;
}

uint32_t nh_layout_count(void)
{
	return sizeof nh_layout_table / sizeof *nh_layout_table;
}
