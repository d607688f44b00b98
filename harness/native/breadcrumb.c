/* What is under way, for the parent: a few stores a call, so that it can always be on. */
#include "internal.h"

/* Thread pointers of our threads by slot: tells a thread of ours from others without a system call. */
static void *thread_pointers[NH_SLOTS];

struct nh_crumb *nh_crumb_of_slot(uint32_t slot)
{
	return &nh_process.page->crumbs[slot];
}

uint32_t nh_crumb_allot(const char *name)
{
	struct nh_crumb *crumbs = nh_process.page->crumbs;
	for (uint32_t slot = NH_PLUGIN_SLOT; slot < NH_SLOTS; slot++) {
		uint32_t unused = 0;
		if (!__atomic_compare_exchange_n(&crumbs[slot].in_use, &unused, 1, 0, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
			continue;
		nh_text_copy(crumbs[slot].name, name, sizeof crumbs[slot].name);
		return slot;
	}
	return NH_NO_SLOT;
}

void nh_crumb_adopt(uint32_t slot)
{
	nh_crumb_of_slot(slot)->tid = (uint32_t)nh_gettid();
	__atomic_store_n(&thread_pointers[slot], __builtin_thread_pointer(), __ATOMIC_RELEASE);
}

void nh_crumb_free(uint32_t slot)
{
	struct nh_crumb *crumb = nh_crumb_of_slot(slot);
	__atomic_store_n(&thread_pointers[slot], NULL, __ATOMIC_RELEASE);
	crumb->tid = 0;
	__atomic_store_n(&crumb->in_use, 0, __ATOMIC_RELEASE);
}

void nh_crumb_leave(struct nh_crumb *crumb)
{
	__atomic_store_n(&crumb->call, 0, __ATOMIC_RELEASE);
}

uint32_t nh_slot_here(void)
{
	void *here = __builtin_thread_pointer();
	for (uint32_t slot = NH_PLUGIN_SLOT; slot < NH_SLOTS; slot++)
		if (__atomic_load_n(&thread_pointers[slot], __ATOMIC_ACQUIRE) == here)
			return slot;
	return NH_NO_SLOT;
}

uint32_t nh_call_here(void)
{
	uint32_t slot = nh_slot_here();
	return nh_crumb_of_slot(slot == NH_NO_SLOT ? NH_PLUGIN_SLOT : slot)->call;
}
