/* SPDX-License-Identifier: Apache-2.0 */
/* What the JSON reader accepts, refuses and finds. Built and run by `make test`. */
#include "../src/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures;

static void check(bool holds, const char* what) {
	if (holds) return;
	failures++;
	fprintf(stderr, "FAILED: %s\n", what);
}

/* Parses a copy of exactly this length, so that a sanitizer or valgrind sees a read beyond the end. */
static bool valid(const char* text, size_t len) {
	struct json_value value;
	char* copy = malloc(len == 0 ? 1 : len);
	if (copy == NULL) abort();
	memcpy(copy, text, len);
	bool result = json_parse(copy, len, &value);
	free(copy);
	return result;
}

static void test_validity(void) {
	static const char* const good[] = {
		"{}", "[]", " {\"a\" : [1, -0.5e+3, true, null]} ", "\"\\u00e9\\ud83d\\ude00\"", "0", "\"\xc3\xa9\"",
	};
	static const char* const bad[] = {
		"", " ", "{", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "01", "1.", "1e", "-", "tru", "\"", "\"\\", "\"\\u12",
		"\"\\u0000\"", "\"\\ud83d\"", "\"\\udc00\"", "\"\xff\"", "\"\xed\xa0\x80\"", "\"\xc0\xaf\"", "\"\t\"", "[] []",
	};
	char deep[2 * JSON_MAX_DEPTH + 2];
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) check(valid(good[i], strlen(good[i])), good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) check(!valid(bad[i], strlen(bad[i])), bad[i]);
	memset(deep, '[', JSON_MAX_DEPTH + 1);
	memset(deep + JSON_MAX_DEPTH + 1, ']', JSON_MAX_DEPTH + 1);
	check(!valid(deep, sizeof deep), "nesting beyond the bound");
	check(valid(deep + 1, sizeof deep - 2), "nesting at the bound");
}

static void test_every_truncation(void) {
	static const char text[] = "{\"a\":[1,{\"b\":\"x\\u00e9\\n\"},true],\"c\":null,\"d\":-1.5e3}";
	for (size_t len = 0; len < sizeof text - 1; len++) check(!valid(text, len), "truncated text");
	check(valid(text, sizeof text - 1), "whole text");
}

static void test_lookup(void) {
	static const char text[] = "{\"n\": 18446744073709551615, \"big\": 18446744073709551616, \"neg\": -1, \"real\": 1.0,"
	                           " \"list\": [\"a\", \"b\"], \"k\\u0065y\": \"l\\u00edne\\n\", \"yes\": true}";
	struct json_value record, value;
	uint64_t number;
	char decoded[64];
	check(json_parse(text, sizeof text - 1, &record), "the record");
	check(json_member(&record, "n", &value) && json_uint64(&value, &number) && number == UINT64_MAX, "largest number");
	check(json_member(&record, "big", &value) && !json_uint64(&value, &number), "number beyond 64 bits");
	check(json_member(&record, "neg", &value) && !json_uint64(&value, &number), "negative number");
	check(json_member(&record, "real", &value) && !json_uint64(&value, &number), "number with a fraction");
	check(json_member(&record, "yes", &value) && json_is_true(&value), "true");
	check(!json_member(&record, "nothing", &value), "absent key");
	check(!json_member(&record, "ke", &value), "beginning of a key");
	check(json_member(&record, "key", &value), "key with an escape");
	json_decode(&value, decoded);
	check(strcmp(decoded, "l\xc3\xadne\n") == 0, "decoded string");
	check(json_member(&record, "list", &record), "list");
	check(json_element(&record, 1, &value) && json_equals(&value, "b"), "second element");
	check(!json_element(&record, 2, &value) && !json_element(&record, UINT64_MAX, &value), "index beyond the list");
}

int main(void) {
	test_validity();
	test_every_truncation();
	test_lookup();
	if (failures == 0) puts("json: all tests passed");
	return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
