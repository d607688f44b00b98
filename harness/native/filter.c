/* Which rules an event may match at all, by the values of a few columns: most events end here. */
#include "columns.h"
#include "internal.h"

#define PAGE 4096
#define LOW_BITS 0x0101010101010101u
#define HIGH_BITS 0x8080808080808080u

/* filter-table.ts hashes the same way: words of 8 bytes, the last one filled up with zeros, and the length. */
static uint64_t mixed(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
	return hash ^ (hash >> 32);
}

static uint64_t finished(uint64_t hash, uint64_t length)
{
	hash = mixed(hash, length);
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
__attribute__((no_sanitize("address"))) static uint64_t hash_text(const char *text)
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

/* Keeps the rules that a value leaves possible; whether any is left. */
static uint32_t narrow(const struct nh_collector *c, uint64_t index, int present, uint64_t hash)
{
	const struct nh_filter *filter = c->filters + index;
	uint32_t entry = 0;
	if (present) {
		for (uint64_t at = hash & filter->mask; filter->hashes[at] != 0; at = (at + 1) & filter->mask) {
			if (filter->hashes[at] != hash)
				continue;
			entry = filter->entries[at];
			break;
		}
	}
	const uint32_t *allowed = filter->rows + entry * c->filter_words;
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
		int present = column->present[row];
		uint64_t hash = !present ? 0 :
					   hash_range(c->arena + column->starts[row], column->ends[row] - column->starts[row]);
		if (!narrow(c, index, present, hash))
			return 0;
	}
	return 1;
}

int nh_filter_results(const struct nh_collector *c, const struct nh_field_request *results, uint64_t first)
{
	for (uint64_t index = 0; index < c->num_filters; index++) {
		const struct nh_field_request *result = results + (c->filters[index].column - first);
		const char *text = result->res_len == 0 || result->res == NULL ? NULL : *(const char *const *)result->res;
		if (!narrow(c, index, text != NULL, text == NULL ? 0 : hash_text(text)))
			return 0;
	}
	return 1;
}
