/* Values that a plugin returned, copied into columns before the next call can overwrite them. */
#include "columns.h"
#include "internal.h"

/* ss_plugin_byte_buffer. */
struct byte_buffer {
	uint32_t len;
	const void *ptr;
};

void nh_column_missing(struct nh_column *column, uint64_t row)
{
	if (column->is_list)
		column->offsets[row + 1] = column->offsets[row];
	else
		column->present[row] = 0;
}

static int store_bytes(struct nh_collector *c, struct nh_column *column, uint64_t at, const void *bytes, uint64_t length)
{
	if (c->arena_size - c->arena_used < length)
		return 0;
	memcpy(c->arena + c->arena_used, bytes, length);
	column->starts[at] = (uint32_t)c->arena_used;
	c->arena_used += length;
	column->ends[at] = (uint32_t)c->arena_used;
	return 1;
}

static int store_text(struct nh_collector *c, struct nh_column *column, uint64_t at, const char *text)
{
	uint8_t *to = c->arena + c->arena_used;
	uint64_t room = c->arena_size - c->arena_used;
	uint64_t length = 0;
	for (; text[length] != '\0'; length++) {
		if (length == room)
			return 0;
		to[length] = (uint8_t)text[length];
	}
	column->starts[at] = (uint32_t)c->arena_used;
	c->arena_used += length;
	column->ends[at] = (uint32_t)c->arena_used;
	return 1;
}

/* Value i of a result; -1 where it is no value, 0 where the memory does not suffice. */
static int store_value(struct nh_collector *c, struct nh_column *column, uint64_t at, const void *result, uint64_t i)
{
	switch (column->kind) {
	case NH_VALUE_TEXT: {
		const char *text = ((const char *const *)result)[i];
		return text == NULL ? -1 : store_text(c, column, at, text);
	}
	case NH_VALUE_ADDRESS: {
		const struct byte_buffer *buffer = (const struct byte_buffer *)result + i;
		return buffer->ptr == NULL && buffer->len > 0 ? -1 :
								store_bytes(c, column, at, buffer->ptr, buffer->len);
	}
	case NH_VALUE_BOOL:
		column->numbers[at] = ((const uint32_t *)result)[i];
		return 1;
	default:
		column->numbers[at] = ((const uint64_t *)result)[i];
		return 1;
	}
}

static int store_list(struct nh_collector *c, struct nh_column *column, uint64_t row,
		      const struct nh_field_request *result)
{
	uint64_t first = column->offsets[row];
	uint64_t at = first;
	for (uint64_t i = 0; i < result->res_len; i++) {
		int stored = at < column->capacity ? store_value(c, column, at, result->res, i) : 0;
		if (stored == 0) {
			column->offsets[row + 1] = (uint32_t)first;
			return 0;
		}
		if (stored > 0)
			at++;
	}
	column->offsets[row + 1] = (uint32_t)at;
	c->lists_full |= at > column->capacity / 2;
	return 1;
}

int nh_column_store(struct nh_collector *c, struct nh_column *column, uint64_t row, const struct nh_field_request *result)
{
	if (result->res_len == 0 || result->res == NULL) {
		nh_column_missing(column, row);
		return 1;
	}
	if (column->is_list)
		return store_list(c, column, row, result);
	int stored = store_value(c, column, row, result->res, 0);
	column->present[row] = stored > 0;
	return stored != 0;
}

int nh_column_store_text(struct nh_collector *c, struct nh_column *column, uint64_t row, const char *text)
{
	int stored = text == NULL ? -1 : store_text(c, column, row, text);
	column->present[row] = stored > 0;
	return stored != 0;
}

static uint64_t hash_bytes(uint64_t hash, const void *bytes, uint64_t length)
{
	for (uint64_t i = 0; i < length; i++)
		hash = (hash ^ ((const uint8_t *)bytes)[i]) * 0x100000001b3u;
	return (hash ^ length) * 0x100000001b3u;
}

/* A number that differs where values differ. */
uint64_t nh_result_hash(const struct nh_column *column, const struct nh_field_request *result)
{
	uint64_t count = result->res == NULL ? 0 : result->res_len;
	if (!column->is_list && count > 1)
		count = 1;
	uint64_t hash = 0xcbf29ce484222325u ^ count;
	for (uint64_t i = 0; i < count; i++) {
		switch (column->kind) {
		case NH_VALUE_TEXT: {
			const char *text = ((const char *const *)result->res)[i];
			hash = text == NULL ? ~hash : hash_bytes(hash, text, nh_text_length(text));
			break;
		}
		case NH_VALUE_ADDRESS: {
			const struct byte_buffer *buffer = (const struct byte_buffer *)result->res + i;
			hash = buffer->ptr == NULL ? ~hash : hash_bytes(hash, buffer->ptr, buffer->len);
			break;
		}
		case NH_VALUE_BOOL:
			hash = hash_bytes(hash, (const uint32_t *)result->res + i, 4);
			break;
		default:
			hash = hash_bytes(hash, (const uint64_t *)result->res + i, 8);
		}
	}
	return hash;
}
