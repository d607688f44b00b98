#include "internal.h"

static struct nh_owner *owners[NH_OWNERS];
static uint32_t owner_count;

struct nh_owner *nh_owner_create(void)
{
	uint32_t index = __atomic_load_n(&owner_count, __ATOMIC_ACQUIRE);
	struct nh_owner *owner = index < NH_OWNERS ? nh_map(sizeof *owner) : NULL;
	if (owner == NULL)
		return NULL;
	owners[index] = owner;
	__atomic_store_n(&owner_count, index + 1, __ATOMIC_RELEASE);
	nh_process.default_owner = owner;
	return owner;
}

/* The owner that a plugin named, never dereferenced before it is known; the newest one stands in for a wrong one. */
struct nh_owner *nh_owner_named(void *claimed, const char *by)
{
	uint32_t count = __atomic_load_n(&owner_count, __ATOMIC_ACQUIRE);
	for (uint32_t i = 0; i < count; i++)
		if (owners[i] == claimed)
			return owners[i];
	nh_violate(NH_WRONG_OWNER, (uint64_t)claimed, (uint64_t)nh_process.default_owner, by);
	return nh_process.default_owner;
}

void nh_owner_fail(struct nh_owner *owner, const char *error)
{
	nh_text_copy(owner->last_error, error, sizeof owner->last_error);
}

void nh_owner_set_error(struct nh_owner *owner, const char *error)
{
	nh_owner_fail(owner, error);
}

void nh_owner_set_plugin_state(struct nh_owner *owner, void *state)
{
	owner->plugin_state = state;
}

/* The last error text ever stored; Falco does not clear it on success either. */
const char *nh_get_owner_last_error(void *claimed)
{
	struct nh_owner *owner = nh_owner_named(claimed, "get_owner_last_error");
	return owner == NULL ? "" : owner->last_error;
}

void nh_violate(enum nh_violation_kind kind, uint64_t detail0, uint64_t detail1, const char *text)
{
	uint64_t ticket;
	struct nh_violation *record = nh_ring_claim(nh_process.violations, &ticket);
	if (record == NULL)
		return;
	record->kind = kind;
	record->call = nh_call_here();
	record->tid = (uint32_t)nh_gettid();
	record->slot = nh_slot_here();
	record->details[0] = detail0;
	record->details[1] = detail1;
	nh_text_copy(record->text, text, sizeof record->text);
	nh_ring_commit(nh_process.violations, ticket);
}
