/*
 * The native host's own unit test, against libc alone: built natively, with sanitizers, and for aarch64 under qemu.
 * Exits 0 when everything holds, else says what does not.
 */
#include <dlfcn.h>
#include <pthread.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "columns.h"
#include "internal.h"
#include "tables.h"

static int failures;
#define CHECK(condition)                                                             \
	do {                                                                         \
		if (!(condition)) {                                                  \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
			failures++;                                                  \
		}                                                                    \
	} while (0)

static struct nh_thread *thread;
static struct nh_owner *owner;

static uint64_t post(uint32_t call, void *fn, uint64_t a0, uint64_t a1)
{
	uint64_t result = 0;
	struct pollfd ready = { nh_thread_fd(thread), POLLIN, 0 };
	CHECK(nh_thread_post(thread, call, fn, a0, a1, 2, 3, 4, 5, 6, 7) == 0);
	CHECK(poll(&ready, 1, 60000) == 1);
	CHECK(nh_thread_take(thread, &result) == 0);
	return result;
}

static uint32_t next_violation(void)
{
	struct nh_ring *ring = nh_violation_ring();
	struct nh_violation *records = (struct nh_violation *)(ring + 1);
	struct nh_violation *record = &records[ring->tail % ring->capacity];
	if (record->ticket != ring->tail + 1)
		return 0;
	ring->tail++;
	return record->kind;
}

static uint64_t weigh(uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e, uint64_t f, uint64_t g, uint64_t h)
{
	return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h;
}

static uint64_t call_seen(void)
{
	return nh_crumb_of_slot(nh_thread_slot(thread))->call;
}

static void breadcrumbs_and_threads(void)
{
	CHECK(post(3, weigh, 10, 20) == 10 + 40 + 6 + 12 + 20 + 30 + 42 + 56);
	CHECK(post(21, call_seen, 0, 0) == 21);
	struct nh_crumb *crumb = nh_crumb_of_slot(nh_thread_slot(thread));
	CHECK(crumb->call == 0 && crumb->last_call == 21 && crumb->sequence == 2 && crumb->time > 0);
	CHECK(strcmp(crumb->name, "plugin") == 0);
	struct nh_thread *second = nh_thread_create("second");
	CHECK(second != NULL && nh_thread_slot(second) == 2);
	CHECK(nh_thread_stop(second) == 0);
}

static void safe_memory(void)
{
	char text[8];
	uint64_t done;
	CHECK(nh_safe_text(text, "four", sizeof text) == 4 && strcmp(text, "four") == 0);
	CHECK(nh_safe_text(text, "much too long", sizeof text) == -2);
	CHECK(nh_safe_text(text, (const char *)16, sizeof text) == -1);
	CHECK(nh_read_memory(text, "abcdefgh", 8, &done) == 0 && done == 8);
	CHECK(nh_read_memory(text, (void *)16, 8, &done) == -1 && done == 0);
}

static uint64_t fill_tables(uint64_t rounds)
{
	struct nh_table *table = nh_get_table(owner, "things", NH_STRING);
	void *name = nh_fields_vtable.add_table_field(table, "name", NH_STRING);
	uint64_t wrong = 0;
	for (uint64_t i = 0; i < rounds; i++) {
		char text[32];
		snprintf(text, sizeof text, "thing %u", (unsigned)(i % 100));
		union nh_state_data key = { .text = text }, out;
		void *made = nh_writer_vtable.create_table_entry(table);
		void *entry = nh_writer_vtable.add_table_entry(table, &key, made);
		wrong += nh_writer_vtable.write_entry_field(table, entry, name, &key) != 0;
		wrong += nh_reader_vtable.read_entry_field(table, entry, name, &out) != 0 || strcmp(out.text, text) != 0;
		nh_reader_vtable.release_table_entry(table, entry);
		if (i % 3 == 0)
			wrong += nh_writer_vtable.erase_table_entry(table, &key) != 0;
	}
	return wrong;
}

static uint32_t count_entry(void *count, void *entry)
{
	(void)entry;
	*(uint32_t *)count += 1;
	return 1;
}

static uint64_t misuse_tables(void)
{
	struct nh_table *table = nh_get_table(owner, "things", NH_STRING);
	uint32_t count = 0;
	CHECK(nh_reader_vtable.iterate_entries(table, count_entry, &count) == 1);
	CHECK(count == nh_reader_vtable.get_table_size(table));
	CHECK(next_violation() == 0);
	void *made = nh_writer_vtable.create_table_entry(table);
	nh_writer_vtable.destroy_table_entry(table, made);
	nh_writer_vtable.destroy_table_entry(table, made);
	CHECK(next_violation() == NH_ENTRY_USED_AFTER_RELEASE);
	nh_writer_vtable.create_table_entry(table);
	nh_tables_end_call(owner);
	CHECK(next_violation() == NH_ENTRY_NEVER_ADDED);
	CHECK(nh_writer_vtable.clear_table(table) == 0 && nh_reader_vtable.get_table_size(table) == 0);
	CHECK(nh_reader_vtable.get_table_size((void *)1) == UINT64_MAX && next_violation() == NH_UNKNOWN_TABLE);
	CHECK(nh_reader_vtable.get_table_size(made) == UINT64_MAX && next_violation() == NH_UNKNOWN_TABLE);
	return 0;
}

static void tables(void)
{
	struct nh_table_registry *registry = nh_registry_create(owner, 0);
	CHECK(nh_host_add_table(registry, "things", NH_STRING) != NULL);
	CHECK(post(NH_CALL_INIT, fill_tables, 20000, 0) == 0);
	post(NH_CALL_INIT, misuse_tables, 0, 0);
	CHECK(registry->held == NULL);
	/* Memory is used again: thousands of entries in little more than what is there at a time and set aside. */
	CHECK(registry->used < 16 << 20);
}

static void *log_much(void *unused)
{
	for (int i = 0; i < 1000; i++)
		nh_log(owner, "part", "message", 6);
	return unused;
}

static void rings_under_threads(void)
{
	pthread_t threads[4];
	struct nh_ring *ring = nh_log_ring();
	for (int i = 0; i < 4; i++)
		pthread_create(&threads[i], NULL, log_much, NULL);
	for (int i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
	CHECK(ring->head == NH_LOG_CAPACITY && ring->dropped == 4000 - NH_LOG_CAPACITY);
	const struct nh_log_record *records = (const struct nh_log_record *)(ring + 1);
	for (uint64_t i = 0; i < NH_LOG_CAPACITY; i++)
		CHECK(records[i].ticket == i + 1 && strcmp(records[i].message, "message") == 0 && records[i].slot == NH_NO_SLOT);
}

static void async_events(void)
{
	unsigned char event[50] = { 0 };
	char err[1024] = "";
	uint32_t words[] = { 4, 5, 3 }, length = 50, nparams = 3;
	uint16_t type = 402;
	memset(event, 0xff, 16);
	memcpy(event + 16, &length, 4);
	memcpy(event + 20, &type, 2);
	memcpy(event + 22, &nparams, 4);
	memcpy(event + 26, words, 12);
	memcpy(event + 42, "tick\0xyz", 8);
	nh_owner_script_async(owner, NH_ANSWER_FAIL_FIRST, 1, 0, 1, "tock\0tick\0");
	CHECK(nh_async_handler(owner, event, err) == 1 && next_violation() == NH_HANDLER_AFTER_RESET);
	nh_owner_arm_async(owner, 1);
	CHECK(nh_async_handler(owner, event, err) == 0 && next_violation() == 0);
	event[46] = 'k';
	CHECK(nh_async_handler(owner, event, err) == 1 && next_violation() == NH_BAD_ASYNC_EVENT);
	CHECK(strcmp(err, "incompatible async event") == 0);
	CHECK(nh_dump_handler((void *)5, event, NULL) == 1 && next_violation() == NH_WRONG_OWNER);
}

static uint32_t run_thrice(void *plugin, void *state)
{
	CHECK(plugin == (void *)77);
	return ++*(uint32_t *)state < 3;
}

static void routines(void)
{
	uint32_t runs = 0;
	CHECK(nh_subscribe(owner, run_thrice, &runs) == NULL);
	nh_owner_set_plugin_state(owner, (void *)77);
	CHECK(nh_routines_open(owner) == 1);
	CHECK(nh_subscribe(owner, run_thrice, &runs) != NULL);
	CHECK(nh_thread_post(thread, NH_CALL_ROUTINE, nh_routines_run, (uint64_t)owner, 0, 0, 0, 0, 0, 0, 0) == 0);
	while (__atomic_load_n(&runs, __ATOMIC_ACQUIRE) < 3)
		usleep(1000);
	nh_routines_close(owner);
	struct pollfd ready = { nh_thread_fd(thread), POLLIN, 0 };
	uint64_t total = 0;
	CHECK(poll(&ready, 1, 60000) == 1 && nh_thread_take(thread, &total) == 0 && total == 3);
	while (next_violation() != 0)
		;
	CHECK(nh_unsubscribe(owner, &runs) == 1 && next_violation() == NH_UNKNOWN_ROUTINE);
}

/* One text column: bit 0 asks for a text that contains "needle", bit 1 for one that does not start with "a". */
static int screened(struct nh_collector *collector, struct nh_field_call *call, const char *text)
{
	call->requests[0].res = text == NULL ? NULL : &text;
	call->requests[0].res_len = text != NULL;
	nh_screen_begin(collector);
	int possible = nh_screen_results(collector, call).possible;
	CHECK(possible == (collector->screen_row[0] != 0));
	nh_screen_begin(collector);
	CHECK(nh_screen_result(collector, call->screens[0], call->requests) == possible);
	return possible ? (int)collector->screen_row[0] : 0;
}

static void screens(void)
{
	static struct nh_known_value none[8];
	static struct nh_short_value shorts[NH_SEEN];
	static struct nh_seen_value seen[NH_SEEN];
	static uint64_t seen_rows[NH_SEEN];
	static const uint64_t rows[4] = { 0, 1, 2, 3 };
	const struct nh_value_test tests[2] = {
		{ NH_CONTAINS, (const uint8_t *)"needle\0", 6, 0, &rows[3], &rows[2] },
		{ NH_STARTS_WITH, (const uint8_t *)"a\0\0\0\0\0\0", 1, 0, &rows[1], &rows[3] },
	};
	struct nh_screen screen = { .missing = &rows[2], .otherwise = &rows[3], .known = none, .mask = 7, .tests = tests,
				    .num_tests = 2, .num_searches = 1, .shorts = shorts, .seen = seen };
	struct nh_column column = { .screen = &screen };
	struct nh_field_request request = { .ftype = 9 };
	struct nh_screen *list[1] = { &screen };
	struct nh_field_call call = { .count = 1, .together = 1, .requests = &request, .screens = list };
	uint64_t possible[3];
	struct nh_collector collector = { .columns = &column, .screen_words = 1, .screen_full = &rows[3],
					  .screen_empty = &rows[0], .screen_row = possible, .screen_sum = possible + 1 };
	for (int i = 0; i < NH_SEEN; i++) {
		shorts[i].head = (uint64_t)1 << 56;
		seen[i].row = seen_rows + i;
	}
	screen.last = (struct nh_last_value){ .head = (uint64_t)1 << 56, .head_mask = UINT64_MAX, .row = 3 };
	for (int again = 0; again < 3; again++) {
		CHECK(screened(&collector, &call, "needle") == 3);
		CHECK(screened(&collector, &call, "a needle") == 1);
		CHECK(screened(&collector, &call, "a") == 0);
		CHECK(screened(&collector, &call, "") == 2);
		CHECK(screened(&collector, &call, NULL) == 2);
		CHECK(screened(&collector, &call, "a rather long text with a needle in it") == 1);
	}
	/* Texts of all lengths that end where their page does, with nothing readable behind. */
	long page = sysconf(_SC_PAGESIZE);
	char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK(pages != MAP_FAILED && mprotect(pages + page, page, PROT_NONE) == 0);
	for (int length = 0; length < 100; length++) {
		char *text = pages + page - length - 1;
		memset(text, length % 2 ? 'a' : 'b', length);
		CHECK(screened(&collector, &call, text) == (length % 2 ? 0 : 2));
	}
	munmap(pages, 2 * page);
}

int main(void)
{
	CHECK(nh_start(dlsym, -1) == 0);
	thread = nh_thread_create("plugin");
	owner = nh_owner_create();
	breadcrumbs_and_threads();
	safe_memory();
	tables();
	rings_under_threads();
	async_events();
	routines();
	screens();
	CHECK(nh_thread_stop(thread) == 0);
	return failures == 0 ? 0 : 1;
}
