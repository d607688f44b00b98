/*
 * Which rules an event may match at all, by the values of its fields one at a time: most events end here, before a value is
 * copied. It only ever rules out; what is left is for the rules to decide.
 */
#include "columns.h"
#include "internal.h"

#define PAGE 4096
#define LOW_BITS 0x0101010101010101u
#define HIGH_BITS 0x8080808080808080u

/* Of so many values, more than a quarter that were not seen before make `seen` pause for a while. */
#define SEEN_WINDOW 1024
#define SEEN_PAUSE 65536

/* ss_plugin_byte_buffer. */
struct byte_buffer {
	uint32_t len;
	const uint8_t *ptr;
};

/* A text or an address, with its first words where all of it is in them. */
struct value {
	const uint8_t *bytes;
	uint64_t length;
	uint64_t hash;
	uint64_t words[NH_SEEN_WORDS];
};

/* A macro, so that what the functions below read past the end of a text is theirs for a sanitizer too. */
typedef uint64_t loose_word __attribute__((may_alias, aligned(1)));
#define LOAD_WORD(at) (*(const loose_word *)(at))
#define READS_PAST_END __attribute__((no_sanitize("address")))

static inline uint64_t load_word(const void *at)
{
	return LOAD_WORD(at);
}

static inline uint32_t load_half(const void *at)
{
	typedef uint32_t loose_half __attribute__((may_alias, aligned(1)));
	return *(const loose_half *)at;
}

#define INLINE static inline __attribute__((always_inline))

/* screen-table.ts hashes the same way: words of 8 bytes, the last one filled up with zeros. */
static inline uint64_t mixed(uint64_t hash, uint64_t word)
{
	return ((hash << 29) | (hash >> 35)) * 5 + word;
}

static inline uint64_t finished(uint64_t hash)
{
	hash *= 0x9e3779b97f4a7c15u;
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

static inline void keep_word(struct value *value, uint64_t index, uint64_t word)
{
	if (index < NH_SEEN_WORDS)
		value->words[index] = word;
}

/* The bits below the first byte that is 0; all, where there is none. `zeros` has the highest bit of that byte. */
static inline uint64_t text_mask(uint64_t zeros)
{
	return ((zeros & -zeros) >> 7) - 1;
}

static inline uint64_t zeros_of(uint64_t word)
{
	return (word - LOW_BITS) & ~word & HIGH_BITS;
}

static inline int ends_page(const char *at)
{
	return ((uintptr_t)at & (PAGE - 1)) > PAGE - 8;
}

/* Reads words past the end of the text, though never of its page. */
READS_PAST_END static void read_text(struct value *value, const char *text)
{
	uint64_t hash = 0;
	value->bytes = (const uint8_t *)text;
	for (uint64_t length = 0;; length += 8) {
		const char *at = text + length;
		uint64_t word;
		uint64_t rest = 8;
		if (__builtin_expect(ends_page(at), 0)) {
			rest = 0;
			while (rest < 8 && at[rest] != '\0')
				rest++;
			word = last_word((const uint8_t *)at, rest);
		} else {
			word = LOAD_WORD(at);
			uint64_t zeros = zeros_of(word);
			word &= text_mask(zeros);
			rest = zeros == 0 ? 8 : (uint64_t)__builtin_ctzll(zeros) / 8;
		}
		keep_word(value, length / 8, word);
		hash = mixed(hash, word);
		if (rest < 8) {
			value->length = length + rest;
			value->hash = finished(hash);
			return;
		}
	}
}

static void read_bytes(struct value *value, const uint8_t *bytes, uint64_t length)
{
	uint64_t hash = 0;
	uint64_t at = 0;
	value->bytes = bytes;
	value->length = length;
	for (; at + 8 <= length; at += 8) {
		uint64_t word = load_word(bytes + at);
		keep_word(value, at / 8, word);
		hash = mixed(hash, word);
	}
	uint64_t word = last_word(bytes + at, length - at);
	keep_word(value, at / 8, word);
	value->hash = finished(mixed(hash, word));
}

static inline int has_words(const struct value *value)
{
	return value->length < NH_SEEN_WORDS * 8;
}

static inline int same_words(const struct value *value, const uint64_t *words)
{
	for (uint64_t i = 0; i <= value->length / 8; i++)
		if (value->words[i] != words[i])
			return 0;
	return 1;
}

static int same_bytes(const uint8_t *a, const uint8_t *b, uint64_t length)
{
	uint64_t i = 0;
	for (; i + 8 <= length; i += 8)
		if (load_word(a + i) != load_word(b + i))
			return 0;
	for (; i < length; i++)
		if (a[i] != b[i])
			return 0;
	return 1;
}

/* The row of a value that rules name, or NULL. */
static inline const uint64_t *row_of_known(const struct nh_screen *screen, const struct value *value)
{
	for (uint64_t at = value->hash & screen->mask;; at = (at + 1) & screen->mask) {
		const struct nh_known_value *known = screen->known + at;
		if (known->hash == 0)
			return NULL;
		if (known->hash != value->hash || known->length != value->length)
			continue;
		if (has_words(value) ? same_words(value, known->words) :
				       same_bytes(value->bytes, (const uint8_t *)known->words, value->length))
			return known->row;
	}
}

static inline uint8_t folded(uint8_t byte)
{
	return byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte;
}

/* Bits for the pairs of neighbouring bytes; screen-table.ts has the same. Folded, which is right for both searches. */
static uint64_t pairs_of(const uint8_t *bytes, uint64_t length)
{
	uint64_t pairs = 0;
	for (uint64_t i = 1; i < length; i++)
		pairs |= (uint64_t)1 << (((bytes[i - 1] | 32) * 7u + (bytes[i] | 32)) & 63);
	return pairs;
}

static int contains(const struct value *value, const struct nh_value_test *test)
{
	if (test->length == 0)
		return 1;
	for (uint64_t at = 0; at + test->length <= value->length; at++)
		if (value->bytes[at] == test->constant[0] && same_bytes(value->bytes + at, test->constant, test->length))
			return 1;
	return 0;
}

static int contains_folded(const struct value *value, const struct nh_value_test *test)
{
	for (uint64_t at = 0; at + test->length <= value->length; at++) {
		uint64_t i = 0;
		while (i < test->length && folded(value->bytes[at + i]) == test->constant[i])
			i++;
		if (i == test->length)
			return 1;
	}
	return 0;
}

/* As strcmp. */
static int order(const struct value *value, const struct nh_value_test *test)
{
	for (uint64_t i = 0; i < value->length && i < test->length; i++)
		if (value->bytes[i] != test->constant[i])
			return value->bytes[i] - test->constant[i];
	return value->length == test->length ? 0 : value->length < test->length ? -1 : 1;
}

/* Another family or length is in no network. */
static int in_network(const struct value *value, const struct nh_value_test *test)
{
	if (value->length != test->length)
		return 0;
	uint64_t whole = test->pairs / 8;
	uint64_t bits = test->pairs % 8;
	return same_bytes(value->bytes, test->constant, whole) &&
	       (bits == 0 || ((value->bytes[whole] ^ test->constant[whole]) & (0xff00u >> bits) & 0xff) == 0);
}

static int holds(const struct value *value, const struct nh_value_test *test, uint64_t pairs)
{
	uint64_t length = test->length;
	switch ((enum nh_value_operator)test->operator) {
	case NH_STARTS_WITH:
		return value->length >= length && same_bytes(value->bytes, test->constant, length);
	case NH_ENDS_WITH:
		return value->length >= length &&
		       same_bytes(value->bytes + value->length - length, test->constant, length);
	case NH_CONTAINS:
		return (test->pairs & ~pairs) == 0 && contains(value, test);
	case NH_CONTAINS_FOLDED:
		return (test->pairs & ~pairs) == 0 && contains_folded(value, test);
	case NH_BELOW:
		return order(value, test) < 0;
	case NH_AT_MOST:
		return order(value, test) <= 0;
	case NH_ABOVE:
		return order(value, test) > 0;
	case NH_AT_LEAST:
		return order(value, test) >= 0;
	default:
		return in_network(value, test);
	}
}

/* For one search, searching is as fast. */
static inline uint64_t pairs_for(const struct nh_screen *screen, const struct value *value)
{
	return screen->num_searches > 1 ? pairs_of(value->bytes, value->length) : UINT64_MAX;
}

/* All tests, into a row. */
static void test_all(const struct nh_screen *screen, const struct value *value, uint64_t *row, const uint64_t words)
{
	uint64_t pairs = pairs_for(screen, value);
	for (uint64_t word = 0; word < words; word++)
		row[word] = screen->otherwise[word];
	for (uint64_t i = 0; i < screen->num_tests; i++) {
		const struct nh_value_test *test = screen->tests + i;
		const uint64_t *allowed = holds(value, test, pairs) ? test->when_true : test->when_false;
		for (uint64_t word = 0; word < words; word++)
			row[word] &= allowed[word];
	}
}

/* Whether values come again is watched: where most do not, remembering them costs more than the tests. */
static int remembers(struct nh_screen *screen, const struct value *value)
{
	if (!has_words(value))
		return 0;
	if (screen->seen_pause > 0) {
		screen->seen_pause--;
		return 0;
	}
	if (++screen->seen_looks < SEEN_WINDOW)
		return 1;
	if (screen->seen_misses > SEEN_WINDOW / 4)
		screen->seen_pause = SEEN_PAUSE;
	screen->seen_looks = 0;
	screen->seen_misses = 0;
	return screen->seen_pause == 0;
}

/* The row of a text or an address, which may be in `own`. */
static const uint64_t *row_of(struct nh_screen *screen, const struct value *value, uint64_t *own,
				     const uint64_t words)
{
	if (screen->num_tests == 0) {
		const uint64_t *known = row_of_known(screen, value);
		return known == NULL ? screen->otherwise : known;
	}
	if (!remembers(screen, value)) {
		const uint64_t *known = row_of_known(screen, value);
		if (known != NULL)
			return known;
		test_all(screen, value, own, words);
		return own;
	}
	struct nh_seen_value *seen = screen->seen + (value->hash >> 8) % NH_SEEN;
	if (seen->hash == value->hash && seen->length == value->length && same_words(value, seen->words))
		return seen->row;
	screen->seen_misses++;
	const uint64_t *known = row_of_known(screen, value);
	if (known != NULL)
		return known;
	seen->hash = value->hash;
	seen->length = value->length;
	for (uint64_t i = 0; i <= value->length / 8; i++)
		seen->words[i] = value->words[i];
	test_all(screen, value, seen->row, words);
	return seen->row;
}

static inline const uint64_t *row_of_number(const struct nh_screen *screen, uint64_t number)
{
	const uint64_t *bounds = screen->bounds;
	uint64_t below = 0;
	for (uint64_t left = screen->num_bounds; left > 0;) {
		uint64_t half = left / 2;
		int above = bounds[below + half] <= number;
		below = above ? below + half + 1 : below;
		left = above ? left - half - 1 : half;
	}
	return screen->rows[below];
}

/* What a value allows, which may be in `own`; NULL for one that is none. */
INLINE const uint64_t *row_of_value(struct nh_screen *screen, const void *result, uint64_t i, uint64_t *own,
				    const uint64_t words)
{
	struct value value;
	switch (screen->kind) {
	case NH_VALUE_TEXT: {
		const char *text = (const char *)load_word((const char *const *)result + i);
		if (text == NULL)
			return NULL;
		read_text(&value, text);
		return row_of(screen, &value, own, words);
	}
	case NH_VALUE_ADDRESS: {
		const struct byte_buffer *buffer = (const struct byte_buffer *)result + i;
		if (buffer->ptr == NULL && buffer->len > 0)
			return NULL;
		read_bytes(&value, buffer->ptr, buffer->len);
		return row_of(screen, &value, own, words);
	}
	case NH_VALUE_BOOL:
		return row_of_number(screen, load_half((const uint32_t *)result + i));
	default:
		return row_of_number(screen, load_word((const uint64_t *)result + i));
	}
}

/* Falco ends at an address of a wrong length, where a rule comes to it: that is for the rules to tell. */
static int is_for_rules(const struct nh_screen *screen, const void *result, uint64_t i)
{
	const struct byte_buffer *buffer = (const struct byte_buffer *)result + i;
	return screen->strict && buffer->len != 4 && buffer->len != 16 && (buffer->ptr != NULL || buffer->len == 0);
}

INLINE int keep(struct nh_collector *c, const uint64_t *allowed, const uint64_t words)
{
	/* Most events end at the first value, however many rules there are. */
	if (allowed == c->screen_empty)
		return c->screen_given_up != 0;
	uint64_t left = c->screen_given_up;
	const uint64_t *before = c->screen_begun ? c->screen_row : c->screen_full;
	for (uint64_t word = 0; word < words; word++)
		left |= c->screen_row[word] = before[word] & allowed[word];
	c->screen_begun = 1;
	return left != 0;
}

/* For a list, what any of its values allows. */
static const uint64_t *row_of_list(struct nh_collector *c, struct nh_screen *screen,
				   const struct nh_field_request *result)
{
	uint64_t *own = c->screen_sum + c->screen_words;
	int values = 0;
	for (uint64_t word = 0; word < c->screen_words; word++)
		c->screen_sum[word] = 0;
	for (uint64_t i = 0; i < result->res_len; i++) {
		const uint64_t *row = row_of_value(screen, result->res, i, own, c->screen_words);
		if (row == NULL)
			continue;
		values = 1;
		for (uint64_t word = 0; word < c->screen_words; word++)
			c->screen_sum[word] |= row[word];
	}
	return values ? c->screen_sum : screen->missing;
}

INLINE int screen_one(struct nh_collector *c, struct nh_screen *screen, const struct nh_field_request *result,
		      const uint64_t words)
{
	if (result->res == NULL || result->res_len == 0)
		return keep(c, screen->missing, words);
	if (screen->is_list)
		return keep(c, row_of_list(c, screen, result), words);
	if (screen->kind == NH_VALUE_ADDRESS && is_for_rules(screen, result->res, 0)) {
		nh_screen_give_up(c);
		return 1;
	}
	const uint64_t *row = row_of_value(screen, result->res, 0, c->screen_sum, words);
	return keep(c, row == NULL ? screen->missing : row, words);
}

static __attribute__((noinline)) uint64_t row_of_other_text(struct nh_collector *c, struct nh_screen *screen,
							    const char *text)
{
	struct value value;
	read_text(&value, text);
	return *row_of(screen, &value, c->screen_sum, 1);
}

/* Of so many events, a text that changes in more than a quarter is looked up instead. */
#define CHANGES_WINDOW 256

/* Whether it pays to compare with the last text first; asked where that was another one. */
static void watch_changes(struct nh_screen *screen, uint64_t event)
{
	if (++screen->changes < CHANGES_WINDOW / 4)
		return;
	screen->changes_often = event - screen->changes_since < CHANGES_WINDOW;
	screen->changes = 0;
	screen->changes_since = event;
}

/* Short texts come again and again. Reads past the end of the text, though never of its page: the caller sees to that. */
READS_PAST_END static __attribute__((noinline)) uint64_t
row_of_short_text(struct nh_collector *c, struct nh_screen *screen, const char *text)
{
	uint64_t head = LOAD_WORD(text);
	uint64_t tail = LOAD_WORD(text + 8);
	uint64_t head_zeros = zeros_of(head);
	uint64_t tail_zeros = zeros_of(tail);
	if ((head_zeros | tail_zeros) == 0)
		return row_of_other_text(c, screen, text);
	head &= text_mask(head_zeros);
	tail &= head_zeros != 0 ? 0 : text_mask(tail_zeros);
	uint64_t hash = (head ^ ((tail << 29) | (tail >> 35))) * 0x9e3779b97f4a7c15u;
	struct nh_short_value *known = screen->shorts + (hash >> 56) % NH_SEEN;
	if (((known->head ^ head) | (known->tail ^ tail)) != 0) {
		known->row = row_of_other_text(c, screen, text);
		known->head = head;
		known->tail = tail;
	}
	if (!screen->changes_often) {
		uint64_t tail_mask = head_zeros != 0 ? 0 : text_mask(tail_zeros) << 8 | 0xff;
		screen->last = (struct nh_last_value){ head, text_mask(head_zeros) << 8 | 0xff, tail, tail_mask, known->row };
		watch_changes(screen, c->events);
	}
	return known->row;
}

READS_PAST_END INLINE uint64_t word_of_text(struct nh_collector *c, struct nh_screen *screen,
								     const char *text)
{
	if (__builtin_expect(((uintptr_t)text & (PAGE - 1)) > PAGE - 16, 0))
		return row_of_other_text(c, screen, text);
	const struct nh_last_value *last = &screen->last;
	uint64_t different = ((LOAD_WORD(text) ^ last->head) & last->head_mask) |
			     ((LOAD_WORD(text + 8) ^ last->tail) & last->tail_mask);
	if (!screen->changes_often && different == 0)
		return last->row;
	return row_of_short_text(c, screen, text);
}

/* The same as for rows of any length, where one word is enough: most sources need no more. */
READS_PAST_END INLINE struct nh_screened screen_words(struct nh_collector *c, const struct nh_field_call *call)
{
	struct nh_screen *const *next = call->screens;
	const struct nh_field_request *end = call->requests + call->together;
	const void *before = NULL;
	uint64_t possible = c->screen_begun ? c->screen_row[0] : c->screen_full[0];
	int shared = 0;
	for (const struct nh_field_request *result = call->requests; result < end; result++) {
		struct nh_screen *screen = *next++;
		if (__builtin_expect(result->res == NULL || result->res_len == 0, 0)) {
			possible &= *screen->missing;
			continue;
		}
		if (screen->shorts != NULL) {
			const char *text = (const char *)load_word(result->res);
			shared |= text == before;
			before = text;
			/* Not left at once: what lies in shared memory further on is no value to go by. */
			possible &= text == NULL ? *screen->missing : word_of_text(c, screen, text);
			continue;
		}
		shared |= result->res == before;
		before = result->res;
		if (screen->kind >= NH_VALUE_NUMBER && !screen->is_list) {
			possible &= *row_of_value(screen, result->res, 0, NULL, 1);
			continue;
		}
		c->screen_row[0] = possible;
		c->screen_begun = 1;
		if (!screen_one(c, screen, result, 1))
			c->screen_row[0] = 0;
		possible = c->screen_row[0];
	}
	c->screen_row[0] = possible;
	c->screen_begun = 1;
	return (struct nh_screened){ (possible | c->screen_given_up) != 0, shared };
}

/* As FTYPE_STRING in a request. */
#define TYPE_STRING 9

int nh_results_share_memory(const struct nh_field_call *call)
{
	const struct nh_field_request *end = call->requests + call->together;
	const void *text = NULL;
	const void *before = NULL;
	for (const struct nh_field_request *result = call->requests; result < end; result++) {
		if (result->res_len == 0 || result->res == NULL)
			continue;
		if (result->res == before)
			return 1;
		before = result->res;
		if (result->ftype != TYPE_STRING)
			continue;
		const void *own = (const void *)load_word(result->res);
		if (own == text && own != NULL)
			return 1;
		text = own;
	}
	return 0;
}

void nh_screen_begin(struct nh_collector *c)
{
	c->screen_given_up = 0;
	c->screen_begun = 0;
}

void nh_screen_give_up(struct nh_collector *c)
{
	c->screen_given_up = 1;
}

int nh_screen_missing(struct nh_collector *c, const struct nh_screen *screen)
{
	return keep(c, screen->missing, c->screen_words);
}

int nh_screen_result(struct nh_collector *c, struct nh_screen *screen, const struct nh_field_request *result)
{
	return screen_one(c, screen, result, c->screen_words);
}

READS_PAST_END struct nh_screened nh_screen_results(struct nh_collector *c, const struct nh_field_call *call)
{
	if (c->screen_words == 1)
		return screen_words(c, call);
	int possible = 1;
	for (uint64_t i = 0; possible && i < call->together; i++)
		possible = screen_one(c, call->screens[i], call->requests + i, c->screen_words);
	return (struct nh_screened){ possible, nh_results_share_memory(call) };
}
