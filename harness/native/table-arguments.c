/* The referee of the tables: who calls when, with what. */
#include "tables.h"

static int phase_allows(enum nh_phase phase, uint32_t call)
{
	switch (call) {
	case NH_CALL_INIT:
		return 1;
	case NH_CALL_EXTRACT_FIELDS:
		return phase == NH_PHASE_READ;
	case NH_CALL_PARSE_EVENT:
	case NH_CALL_CAPTURE_OPEN:
	case NH_CALL_CAPTURE_CLOSE:
	case NH_CALL_ROUTINE:
		return phase != NH_PHASE_FIELDS;
	default:
		return 0;
	}
}

/* One thread of ours at a time; a thread of the plugin has no business here at all. */
int nh_enter_registry(struct nh_table_registry *registry, enum nh_phase phase, const char *by)
{
	uint32_t tid = (uint32_t)nh_gettid();
	if (nh_slot_here() == NH_NO_SLOT) {
		nh_violate(NH_FOREIGN_THREAD, tid, 0, by);
		return 0;
	}
	uint32_t call = nh_call_here();
	if (call != NH_CALL_PLUGIN_TABLE && !phase_allows(phase, call))
		nh_violate(NH_OUT_OF_PHASE, call, 0, by);
	if (__atomic_load_n(&registry->holder, __ATOMIC_ACQUIRE) != tid) {
		uint32_t nobody = 0;
		while (!__atomic_compare_exchange_n(&registry->holder, &nobody, tid, 0, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) {
			nobody = 0;
			NH_SYSCALL0(SYS_sched_yield);
		}
	}
	registry->depth++;
	return 1;
}

void nh_leave_registry(struct nh_table_registry *registry)
{
	if (--registry->depth == 0)
		__atomic_store_n(&registry->holder, 0, __ATOMIC_RELEASE);
}

struct nh_table *nh_enter_table(void *claimed, enum nh_phase phase, const char *by)
{
	if (claimed == NULL) {
		nh_violate(NH_NULL_ARGUMENT, 0, 0, by);
		return NULL;
	}
	if (nh_block_lookup(claimed, NH_BLOCK_TABLE) != NH_LOOKUP_LIVE) {
		nh_violate(NH_UNKNOWN_TABLE, (uint64_t)claimed, 0, by);
		return NULL;
	}
	struct nh_table *table = claimed;
	return nh_enter_registry(table->registry, phase, by) ? table : NULL;
}

void nh_leave_table(struct nh_table *table)
{
	nh_leave_registry(table->registry);
}

struct nh_handle *nh_handle_named(struct nh_table *table, void *claimed, const char *by)
{
	if (claimed == NULL) {
		nh_violate(NH_NULL_ARGUMENT, 0, 0, by);
		return NULL;
	}
	switch (nh_block_lookup(claimed, NH_BLOCK_HANDLE)) {
	case NH_LOOKUP_UNKNOWN:
		nh_violate(NH_UNKNOWN_ENTRY, (uint64_t)claimed, 0, by);
		return NULL;
	case NH_LOOKUP_FREED:
		nh_violate(NH_ENTRY_USED_AFTER_RELEASE, (uint64_t)claimed, 0, by);
		return NULL;
	default:
		break;
	}
	struct nh_handle *handle = claimed;
	if (handle->table != table) {
		nh_violate(NH_ENTRY_OF_OTHER_TABLE, (uint64_t)claimed, (uint64_t)table, by);
		return NULL;
	}
	return handle;
}

struct nh_field *nh_field_named(struct nh_table *table, const void *claimed, const char *by)
{
	if (claimed == NULL) {
		nh_violate(NH_NULL_ARGUMENT, 0, 0, by);
		return NULL;
	}
	if (nh_block_lookup(claimed, NH_BLOCK_FIELD) != NH_LOOKUP_LIVE) {
		nh_violate(NH_UNKNOWN_FIELD, (uint64_t)claimed, 0, by);
		return NULL;
	}
	struct nh_field *field = (struct nh_field *)claimed;
	if (field->schema != table->schema) {
		nh_violate(NH_FIELD_OF_OTHER_TABLE, (uint64_t)claimed, (uint64_t)table, by);
		return NULL;
	}
	return field;
}

int nh_text_named(const char *claimed, char *text, size_t capacity, const char *by)
{
	if (claimed == NULL) {
		nh_violate(NH_NULL_ARGUMENT, 0, 0, by);
		return 0;
	}
	long length = nh_safe_text(text, claimed, capacity);
	if (length < 0)
		nh_violate(length == -1 ? NH_UNREADABLE_ARGUMENT : NH_UNTERMINATED_TEXT, (uint64_t)claimed, 0, by);
	return length >= 0;
}

int nh_key_named(struct nh_table *table, const union nh_state_data *claimed, union nh_state_data *key, char *text, const char *by)
{
	if (claimed == NULL || nh_safe_read(key, claimed, sizeof *key) != 0) {
		nh_violate(claimed == NULL ? NH_NULL_ARGUMENT : NH_UNREADABLE_ARGUMENT, (uint64_t)claimed, 0, by);
		return 0;
	}
	if (table->key_type != NH_STRING) {
		*key = nh_narrow(table->key_type, *key);
		return 1;
	}
	if (!nh_text_named(key->text, text, NH_TEXT_BYTES, by))
		return 0;
	key->text = text;
	return 1;
}

int nh_out_named(void *claimed, const void *value, size_t bytes, const char *by)
{
	if (claimed == NULL || nh_safe_write(claimed, value, bytes) != 0) {
		nh_violate(claimed == NULL ? NH_NULL_ARGUMENT : NH_UNWRITABLE_ARGUMENT, (uint64_t)claimed, 0, by);
		return 0;
	}
	return 1;
}
