/* A source whose events and results are laid out by the test: extract_fields gives pointers into its memory. */
#include <stdint.h>
#include <string.h>

struct cell {
	void *res;
	uint64_t len;
	uint64_t fails;
};

struct values {
	uint64_t rows;
	uint64_t fields;
	const struct cell *cells; /* by row, then by field */
	uint64_t next;
	uint64_t asked; /* fields of all calls */
	uint64_t writes_requests; /* the field id is overwritten by what was found */
};

struct request {
	void *res;
	uint64_t res_len;
	uint32_t field_id;
	const char *field;
	const char *arg_key;
	uint64_t arg_index;
	uint32_t arg_present;
	uint32_t ftype;
	uint32_t flist;
};

struct input {
	void *owner;
	void *get_owner_last_error;
	uint32_t num_fields;
	struct request *fields;
};

enum { BATCH = 32, EVENT = 46 };
static uint8_t memory[BATCH][EVENT];
static void *events[BATCH];

int32_t next_batch(void *state, void *instance, uint32_t *count, void ***given)
{
	struct values *values = state;
	uint32_t made = 0;
	(void)instance;
	for (; made < BATCH && values->next < values->rows; made++, values->next++) {
		uint64_t head[2] = { 1700000000000000000 + values->next, UINT64_MAX };
		uint32_t length = EVENT;
		uint16_t type = 322;
		uint32_t rest[5] = { 2, 4, 8, 0, 0 };
		memcpy(memory[made], head, 16);
		memcpy(memory[made] + 16, &length, 4);
		memcpy(memory[made] + 20, &type, 2);
		memcpy(memory[made] + 22, rest, 16);
		memcpy(memory[made] + 38, &values->next, 8);
		events[made] = memory[made];
	}
	*count = made;
	*given = events;
	return made == 0 ? 2 : 0;
}

int32_t extract_fields(void *state, void *const *event, const struct input *in)
{
	struct values *values = state;
	uint64_t row;
	memcpy(&row, (const uint8_t *)event[0] + 38, sizeof row);
	for (uint32_t i = 0; i < in->num_fields; i++) {
		struct request *request = in->fields + i;
		const struct cell *cell = values->cells + row * values->fields + request->field_id;
		values->asked++;
		if (values->writes_requests)
			request->field_id = 0;
		if (cell->fails)
			return 1;
		request->res = cell->res;
		request->res_len = cell->len;
	}
	return 0;
}
