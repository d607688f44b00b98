/* Which rules an event may match at all, by the values of a few columns: most events end here. */
#include "columns.h"
#include "internal.h"

#define PAGE 4096
#define LOW_BITS 0x0101010101010101u
#define HIGH_BITS 0x8080808080808080u

/* filter-table.ts hashes the same way: words of 8 bytes, the last one filled up with zeros, and the length. */
static inline uint64_t mixed(uint64_t hash, uint64_t word)
{
	return ((hash << 29) | (hash >> 35)) * 5 + word;
}

static inline uint64_t finished(uint64_t hash, uint64_t length)
{
	hash = (hash ^ length) * 0x9e3779b97f4a7c15u;
	hash ^= hash >> 32;
	return hash == 0 ? 1 : hash;
}

static uint64_t last_word(const uint8_t *bytes, uint64_t length)
{
	uint64_t word = 0;
	for (uint64_t i = 0; i < length; i++)
		word |= (uint64_t)bytes[i] << (8 * i);
	return word;
}

static uint64_t hash_range(const uint8_t *bytes, uint64_t length)
{
	uint64_t hash = 0;
	uint64_t at = 0;
	for (; at + 8 <= length; at += 8) {
		uint64_t word;
		memcpy(&word, bytes + at, 8);
		hash = mixed(hash, word);
	}
	return finished(mixed(hash, last_word(bytes + at, length - at)), length);
}

/* Reads words past the end of the text, though never of its page. */
__attribute__((no_sanitize("address"))) static inline uint64_t hash_text(const char *text)
{
	uint64_t hash = 0;
	for (uint64_t length = 0;; length += 8) {
		const char *at = text + length;
		if (((uintptr_t)at & (PAGE - 1)) > PAGE - 8) {
			uint64_t rest = 0;
			while (rest < 8 && at[rest] != '\0')
				rest++;
			uint64_t word = last_word((const uint8_t *)at, rest);
			hash = mixed(hash, word);
			if (rest < 8)
				return finished(hash, length + rest);
			continue;
		}
		uint64_t word = *(const uint64_t __attribute__((may_alias, aligned(1))) *)at;
		uint64_t zeros = (word - LOW_BITS) & ~word & HIGH_BITS;
		if (zeros != 0) {
			uint64_t bits = (uint64_t)__builtin_ctzll(zeros) & ~(uint64_t)7;
			word = bits == 0 ? 0 : word & (UINT64_MAX >> (64 - bits));
			return finished(mixed(hash, word), length + bits / 8);
		}
		hash = mixed(hash, word);
	}
}

/* The row of a value; 0 for those that nobody asks for. */
static inline uint32_t entry_of(const struct nh_filter *filter, uint64_t hash)
{
	uint64_t at = hash & filter->mask;
	while (filter->hashes[at] != 0 && filter->hashes[at] != hash)
		at = (at + 1) & filter->mask;
	return filter->hashes[at] == 0 ? 0 : filter->entries[at];
}

/* Keeps the rules that a row leaves possible; whether any is left. */
static uint32_t narrow(const struct nh_collector *c, uint64_t index, uint32_t entry)
{
	const uint32_t *allowed = c->filters[index].rows + entry * c->filter_words;
	uint32_t *possible = c->possible;
	uint32_t left = 0;
	for (uint64_t word = 0; word < c->filter_words; word++) {
		possible[word] = index == 0 ? allowed[word] : possible[word] & allowed[word];
		left |= possible[word];
	}
	return left;
}

int nh_filter_passes(const struct nh_collector *c, uint64_t row)
{
	if (c->num_filters == 0)
		return !c->counts_only;
	for (uint64_t index = 0; index < c->num_filters; index++) {
		const struct nh_column *column = c->columns + c->filters[index].column;
		uint32_t entry = 0;
		if (column->present[row])
			entry = entry_of(c->filters + index, hash_range(c->arena + column->starts[row],
									column->ends[row] - column->starts[row]));
		if (!narrow(c, index, entry))
			return 0;
	}
	return 1;
}

static inline uint32_t entry_of_result(const struct nh_filter *filter, const struct nh_field_request *result)
{
	if (result->res_len == 0 || result->res == NULL)
		return 0;
	const char *text = *(const char *const *)result->res;
	return text == NULL ? 0 : entry_of(filter, hash_text(text));
}

int nh_filter_results(const struct nh_collector *c, const struct nh_field_request *results, uint64_t first)
{
	const struct nh_filter *filter = c->filters;
	const struct nh_filter *end = filter + c->num_filters;
	if (c->filter_words == 1) {
		/* Up to 32 alternatives, as most sources have: no memory in between. */
		uint32_t possible = UINT32_MAX;
		for (; filter < end && possible != 0; filter++)
			possible &= filter->rows[entry_of_result(filter, results + (filter->column - first))];
		return possible != 0;
	}
	for (uint64_t index = 0; filter < end; filter++, index++)
		if (!narrow(c, index, entry_of_result(filter, results + (filter->column - first))))
			return 0;
	return 1;
}
