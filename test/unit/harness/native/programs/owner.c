/* What a plugin does with its owner, right and wrong; each function is posted with the call id of a phase. */
#include <pthread.h>
#include <stdint.h>
#include <string.h>

union data {
	int64_t s64;
	uint64_t u64;
	const char *str;
	void *table;
	uint32_t b;
};

struct reader {
	const char *(*name)(void *);
	uint64_t (*size)(void *);
	void *(*entry)(void *, const union data *);
	int32_t (*read)(void *, void *, void *, union data *);
	void (*release)(void *, void *);
	uint32_t (*iterate)(void *, uint32_t (*)(void *, void *), void *);
};
struct writer {
	int32_t (*clear)(void *);
	int32_t (*erase)(void *, const union data *);
	void *(*create)(void *);
	void (*destroy)(void *, void *);
	void *(*add)(void *, const union data *, void *);
	int32_t (*write)(void *, void *, void *, const union data *);
};
struct fields {
	void *(*list)(void *, uint32_t *);
	void *(*get)(void *, const char *, int32_t);
	void *(*add)(void *, const char *, int32_t);
};

struct reader *R;
struct writer *W;
struct fields *F;
void *(*get_table)(void *, const char *, int32_t);
void *owner, *threads, *comm, *tid_field, *mine, *args, *cwd;

int64_t look_up(void)
{
	threads = get_table(owner, "threads", 4);
	comm = F->get(threads, "comm", 9);
	tid_field = F->get(threads, "tid", 4);
	args = F->get(threads, "args", 10);
	cwd = F->get(threads, "cwd", 9);
	mine = F->add(threads, "mine", 8);
	return threads && comm && tid_field && args && mine && F->add(threads, "mine", 8) == mine &&
	       !F->add(threads, "mine", 9) && !F->add(threads, "comm", 9) && !get_table(owner, "none", 4);
}

/* The comm of thread 7 has that length; -1 on failure. */
int64_t read_comm(void)
{
	union data key = { .s64 = 7 }, value;
	void *entry = R->entry(threads, &key);
	if (!entry || R->read(threads, entry, comm, &value) != 0)
		return -1;
	int64_t length = (int64_t)strlen(value.str);
	R->release(threads, entry);
	return length;
}

int64_t write_mine(void)
{
	union data key = { .s64 = 8 }, value = { .u64 = 42 };
	void *made = W->create(threads);
	void *entry = W->add(threads, &key, made);
	int32_t rc = W->write(threads, entry, mine, &value);
	value.u64 = 0;
	rc |= R->read(threads, entry, mine, &value);
	R->release(threads, entry);
	return rc == 0 ? (int64_t)value.u64 : -1;
}

static uint32_t count(void *state, void *entry)
{
	union data value;
	R->read(threads, entry, tid_field, &value);
	*(int64_t *)state += value.s64;
	return 1;
}

int64_t sum_tids(void)
{
	int64_t sum = 0;
	return R->iterate(threads, count, &sum) ? sum : -1;
}

int64_t sub_table(void)
{
	union data key = { .s64 = 7 }, value;
	void *entry = R->entry(threads, &key);
	R->read(threads, entry, args, &value);
	uint64_t size = R->size(value.table);
	R->release(threads, entry);
	return (int64_t)size;
}

int64_t keeps_entry(void)
{
	union data key = { .s64 = 7 };
	R->entry(threads, &key);
	W->create(threads);
	return 0;
}

int64_t releases_twice(void)
{
	union data key = { .s64 = 7 }, value;
	void *entry = R->entry(threads, &key);
	R->release(threads, entry);
	R->release(threads, entry);
	return R->read(threads, entry, comm, &value);
}

int64_t wild_pointers(void)
{
	union data value;
	R->size((void *)0x1000);
	R->size(NULL);
	R->entry(threads, (void *)8);
	R->read(threads, (void *)0x7000, (void *)0x8000, &value);
	union data key = { .s64 = 7 };
	void *entry = R->entry(threads, &key);
	int64_t rc = R->read(threads, entry, comm, (void *)16);
	W->write(threads, entry, cwd, &value);
	R->release(threads, entry);
	return rc;
}

static void *from_thread(void *result)
{
	*(uint64_t *)result = R->size(threads);
	return NULL;
}

int64_t foreign_thread(void)
{
	pthread_t thread;
	uint64_t size = 0;
	pthread_create(&thread, NULL, from_thread, &size);
	pthread_join(thread, NULL);
	return (int64_t)size;
}

/* A table of the plugin's own. */
int64_t (*add_table)(void *, void *);
struct {
	const char *name;
	int32_t key_type;
	void *table;
	void *reader[4], *writer[6], *fields[3];
	void *reader_ext, *writer_ext, *fields_ext;
} own;

int64_t register_table(void)
{
	own.name = "own";
	own.key_type = 8;
	own.table = &own;
	memcpy(own.reader, R, sizeof own.reader);
	memcpy(own.writer, W, sizeof own.writer);
	memcpy(own.fields, F, sizeof own.fields);
	own.reader_ext = R;
	own.writer_ext = W;
	own.fields_ext = F;
	return (int32_t)add_table(owner, &own);
}

int64_t register_broken_table(void)
{
	own.name = "broken";
	own.reader[1] = own.reader[0];
	return (int32_t)add_table(owner, &own);
}

/* libs keeps the pointer to the name. */
int64_t register_name_on_stack(void)
{
	char name[] = "on stack";
	memcpy(own.reader, R, sizeof own.reader);
	own.name = name;
	return (int32_t)add_table(owner, &own);
}

static char short_lived[] = "short";
int64_t register_name_that_changes(void)
{
	own.name = short_lived;
	int32_t rc = (int32_t)add_table(owner, &own);
	short_lived[0] = 'S';
	return rc;
}

int64_t register_unnamed_table(void)
{
	own.name = NULL;
	return (int32_t)add_table(owner, &own);
}

/* Logs and async events. */
void (*log_fn)(void *, const char *, const char *, int32_t);
int32_t (*handler)(void *, const void *, char *);

int64_t logs(void)
{
	log_fn(owner, NULL, "hello", 6);
	log_fn(owner, "part", (void *)8, 9);
	log_fn((void *)1, "part", NULL, 1);
	return 0;
}

static unsigned char event[64];
static int32_t send_event(const char *name, uint64_t tid, uint32_t wrong_length)
{
	char err[1024] = "";
	uint64_t ones = UINT64_MAX;
	uint32_t lengths[4] = { 4, (uint32_t)strlen(name) + 1, 3, 0 };
	uint32_t len = 42 + lengths[1] + 3 + wrong_length, nparams = 3;
	uint16_t type = 402;
	memcpy(event, &ones, 8);
	memcpy(event + 8, &tid, 8);
	memcpy(event + 16, &len, 4);
	memcpy(event + 20, &type, 2);
	memcpy(event + 22, &nparams, 4);
	memcpy(event + 26, lengths, 16);
	memcpy(event + 42, name, lengths[1]);
	memcpy(event + 42 + lengths[1], "xyz", 3);
	return handler(owner, event, err) * 100 + (int32_t)strlen(err);
}

int64_t good_event(void)
{
	return send_event("tick", UINT64_MAX, 0);
}
static void *send_from_thread(void *thread)
{
	good_event();
	return thread;
}
static pthread_t sender;
int64_t start_sender(void)
{
	return pthread_create(&sender, NULL, send_from_thread, NULL);
}
int64_t join_sender(void)
{
	return pthread_join(sender, NULL);
}
int64_t bad_events(void)
{
	char err[1024];
	return send_event("tock", UINT64_MAX, 0) / 100 + send_event("tick", 5, 0) / 100 + send_event("tick", UINT64_MAX, 2) / 100 +
	       handler(owner, (void *)64, err);
}
