/* SPDX-License-Identifier: Apache-2.0 */
/* A small JSON reader without allocation. It works on text of a given length, which need not end with a NUL: the payload
 * of an event does not. Strict (RFC 8259), with two extra refusals: text that is not UTF-8, and "\u0000" in strings. */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Arrays and objects inside each other; a bound, because the reader is recursive and its input comes from outside. */
#define JSON_MAX_DEPTH 32

enum json_type { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

/* A value as it stands in the text: strings with their quotes, arrays and objects with their brackets. */
struct json_value {
	enum json_type type;
	const char* text;
	size_t len;
};

/* A walk through the members of an object or the elements of an array. */
struct json_walk {
	enum json_type type;
	const char* at;
	const char* end;
};

/* True if the whole text is one valid JSON value. Values inside it need no further checks. */
bool json_parse(const char* text, size_t len, struct json_value* value);

/* Begins a walk; over any other type than an array or object it ends at once. */
struct json_walk json_begin(const struct json_value* container);

/* Steps to the next value, and in objects to its key; false at the end. */
bool json_next(struct json_walk* walk, struct json_value* key, struct json_value* value);

/* The member of an object with this key (the first, if there are several). */
bool json_member(const struct json_value* object, const char* key, struct json_value* value);

/* The element of an array, counted from 0. */
bool json_element(const struct json_value* array, uint64_t index, struct json_value* value);

/* True if the value is the string `text`. */
bool json_equals(const struct json_value* value, const char* text);

/* Writes a string without quotes and escapes, with a NUL at the end. `out` needs value->len bytes. */
void json_decode(const struct json_value* value, char* out);

/* The number, if it is an integer from 0 to UINT64_MAX, written without fraction and exponent. */
bool json_uint64(const struct json_value* value, uint64_t* number);

/* For a JSON_BOOL. */
bool json_is_true(const struct json_value* value);

#endif
