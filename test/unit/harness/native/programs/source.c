/* A source of four events a batch, with what a test wants of it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define EVENTS 4
static unsigned char buffers[EVENTS][64];
static void *batch[EVENTS];
static uint64_t made;
uint64_t limit = 10;
int32_t end_code = 2;
uint32_t own_id = 0;
uint64_t extracted;
uint64_t parsed;
uint64_t order_faults;

static void *make(int i)
{
	unsigned char *e = buffers[i];
	uint64_t ones = UINT64_MAX;
	uint32_t len = 43, nparams = 2, first = 4, second = 5;
	uint16_t type = 322;
	memcpy(e, &ones, 8);
	memcpy(e + 8, &made, 8);
	memcpy(e + 16, &len, 4);
	memcpy(e + 20, &type, 2);
	memcpy(e + 22, &nparams, 4);
	memcpy(e + 26, &first, 4);
	memcpy(e + 30, &second, 4);
	memcpy(e + 34, &own_id, 4);
	memcpy(e + 38, "hello", 5);
	return e;
}

int32_t next_batch(void *state, void *instance, uint32_t *nevts, void ***evts)
{
	uint32_t n = 0;
	while (n < EVENTS && made < limit) {
		batch[n] = make((int)n);
		made++;
		n++;
	}
	*nevts = n;
	*evts = batch;
	return n == EVENTS ? 0 : end_code;
}

/* An end that does not reset what is in and out. */
int32_t replays(void *state, void *instance, uint32_t *nevts, void ***evts)
{
	static int calls;
	if (calls++ == 0)
		return next_batch(state, instance, nevts, evts);
	return 2;
}

int32_t timeouts(void *state, void *instance, uint32_t *nevts, void ***evts)
{
	*nevts = 0;
	return -1;
}

int32_t empty(void *state, void *instance, uint32_t *nevts, void ***evts)
{
	*nevts = 0;
	return 0;
}

struct input {
	unsigned char *event;
	uint64_t number;
	const char *source;
};

struct field {
	uint64_t *res;
	uint64_t res_len;
	uint32_t id;
	const char *name;
	const char *key;
	uint64_t index;
	uint32_t present, type, list;
};

struct extract {
	void *owner, *error;
	uint32_t n;
	struct field *fields;
};

int32_t extract_fields(void *state, const struct input *in, const struct extract *extract)
{
	static uint64_t value;
	uint64_t tid, ts;
	uint32_t id;
	memcpy(&ts, in->event, 8);
	memcpy(&tid, in->event + 8, 8);
	memcpy(&id, in->event + 34, 4);
	if (tid != UINT64_MAX || ts == UINT64_MAX || id != 999 || strcmp(in->source, "example") != 0)
		order_faults++;
	for (uint32_t i = 0; i < extract->n; i++) {
		value = in->number;
		extract->fields[i].res = &value;
		extract->fields[i].res_len = 1;
		extracted++;
	}
	return 0;
}

int32_t parse_event(void *state, const struct input *in, const void *parse)
{
	if (in->number != ++parsed)
		order_faults++;
	return 0;
}
