/* Which rules an event may match at all, by the values of a few columns: most events end here. */
#include "columns.h"
#include "internal.h"

/* The number of the value that the range holds, or -1; hashes as columns.ts does. */
static int64_t find(const struct nh_filter *filter, const uint8_t *bytes, uint64_t length)
{
	if (!filter->lengths[length < 256 ? length : 256])
		return -1;
	uint32_t hash = 0x811c9dc5u;
	for (uint64_t i = 0; i < length; i++)
		hash = (hash ^ bytes[i]) * 0x01000193u;
	for (uint64_t bucket = (hash ^ (hash >> 15)) & filter->mask;; bucket = (bucket + 1) & filter->mask) {
		uint32_t value = filter->buckets[bucket];
		if (value == 0)
			return -1;
		uint32_t start = filter->bounds[value - 1];
		if (filter->bounds[value] - start == length && memcmp(filter->values + start, bytes, length) == 0)
			return value - 1;
	}
}

static const uint32_t *row_of(const struct nh_collector *c, const struct nh_filter *filter, uint64_t row)
{
	const struct nh_column *column = c->columns + filter->column;
	int64_t value = -1;
	if (column->present[row])
		value = find(filter, c->arena + column->starts[row], column->ends[row] - column->starts[row]);
	return filter->rows + (uint64_t)(value + 1) * c->filter_words;
}

int nh_filter_passes(const struct nh_collector *c, uint64_t row)
{
	if (c->num_filters == 0)
		return !c->counts_only;
	uint32_t *possible = c->possible;
	for (uint64_t f = 0; f < c->num_filters; f++) {
		const uint32_t *allowed = row_of(c, c->filters + f, row);
		uint32_t left = 0;
		for (uint64_t word = 0; word < c->filter_words; word++) {
			possible[word] = f == 0 ? allowed[word] : possible[word] & allowed[word];
			left |= possible[word];
		}
		if (left == 0)
			return 0;
	}
	return 1;
}
