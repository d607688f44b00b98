/* SPDX-License-Identifier: Apache-2.0 */
#include "json.h"

#include <string.h>

struct scanner {
	const char* at;
	const char* end;
};

static bool scan_value(struct scanner* s, int depth, struct json_value* value);

static void skip_space(struct scanner* s) {
	while (s->at < s->end && (*s->at == ' ' || *s->at == '\t' || *s->at == '\n' || *s->at == '\r')) s->at++;
}

static bool take(struct scanner* s, char c) {
	if (s->at == s->end || *s->at != c) return false;
	s->at++;
	return true;
}

static bool take_digits(struct scanner* s) {
	const char* start = s->at;
	while (s->at < s->end && *s->at >= '0' && *s->at <= '9') s->at++;
	return s->at > start;
}

/* ---- Strings --------------------------------------------------------------------------------------------------- */

/* Length of the UTF-8 sequence at `at`; 0 if it is cut off, overlong, a surrogate or beyond U+10FFFF. */
static size_t utf8_sequence(const unsigned char* at, size_t left) {
	unsigned char lowest = 0x80, highest = 0xbf;
	size_t len;
	if (at[0] < 0x80) return 1;
	if (at[0] >= 0xc2 && at[0] <= 0xdf) {
		len = 2;
	} else if (at[0] >= 0xe0 && at[0] <= 0xef) {
		len = 3;
		if (at[0] == 0xe0) lowest = 0xa0;
		if (at[0] == 0xed) highest = 0x9f;
	} else if (at[0] >= 0xf0 && at[0] <= 0xf4) {
		len = 4;
		if (at[0] == 0xf0) lowest = 0x90;
		if (at[0] == 0xf4) highest = 0x8f;
	} else {
		return 0;
	}
	if (left < len || at[1] < lowest || at[1] > highest) return 0;
	for (size_t i = 2; i < len; i++) {
		if (at[i] < 0x80 || at[i] > 0xbf) return 0;
	}
	return len;
}

static bool take_hex4(struct scanner* s, uint32_t* number) {
	*number = 0;
	if (s->end - s->at < 4) return false;
	for (int i = 0; i < 4; i++) {
		char c = *s->at++;
		uint32_t digit;
		if (c >= '0' && c <= '9') digit = (uint32_t)(c - '0');
		else if (c >= 'a' && c <= 'f') digit = (uint32_t)(c - 'a' + 10);
		else if (c >= 'A' && c <= 'F') digit = (uint32_t)(c - 'A' + 10);
		else return false;
		*number = *number << 4 | digit;
	}
	return true;
}

static size_t encode_utf8(uint32_t c, char out[4]) {
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

/* What stands after "\u": one code unit, or two that make one character. */
static size_t take_unicode_escape(struct scanner* s, char out[4]) {
	uint32_t c, low;
	if (!take_hex4(s, &c) || c == 0 || (c >= 0xdc00 && c <= 0xdfff)) return 0;
	if (c >= 0xd800 && c <= 0xdbff) {
		if (!take(s, '\\') || !take(s, 'u') || !take_hex4(s, &low) || low < 0xdc00 || low > 0xdfff) return 0;
		c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
	}
	return encode_utf8(c, out);
}

/* Takes one character of a string and writes it as UTF-8; returns its length, 0 if the text is invalid. */
static size_t take_character(struct scanner* s, char out[4]) {
	static const char escapes[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
	if (s->at == s->end || (unsigned char)*s->at < 0x20) return 0;
	if (*s->at != '\\') {
		size_t len = utf8_sequence((const unsigned char*)s->at, (size_t)(s->end - s->at));
		memcpy(out, s->at, len);
		s->at += len;
		return len;
	}
	if (++s->at == s->end) return 0;
	char escape = *s->at++;
	if (escape == 'u') return take_unicode_escape(s, out);
	const char* found = escape == '\0' ? NULL : strchr(escapes, escape);
	if (found == NULL) return 0;
	out[0] = meanings[found - escapes];
	return 1;
}

static bool scan_string(struct scanner* s) {
	char ignored[4];
	if (!take(s, '"')) return false;
	while (!take(s, '"')) {
		if (take_character(s, ignored) == 0) return false;
	}
	return true;
}

void json_decode(const struct json_value* value, char* out) {
	struct scanner s = {value->text + 1, value->text + value->len - 1};
	char bytes[4];
	while (s.at < s.end) {
		size_t len = take_character(&s, bytes);
		memcpy(out, bytes, len);
		out += len;
	}
	*out = '\0';
}

bool json_equals(const struct json_value* value, const char* text) {
	if (value->type != JSON_STRING) return false;
	struct scanner s = {value->text + 1, value->text + value->len - 1};
	char bytes[4];
	while (s.at < s.end) {
		size_t len = take_character(&s, bytes);
		/* Stops at the NUL of `text`, which no character of a string equals. */
		for (size_t i = 0; i < len; i++) {
			if (*text++ != bytes[i]) return false;
		}
	}
	return *text == '\0';
}

/* ---- Values ---------------------------------------------------------------------------------------------------- */

static bool scan_number(struct scanner* s) {
	take(s, '-');
	if (!take(s, '0') && !take_digits(s)) return false;
	if (take(s, '.') && !take_digits(s)) return false;
	if (s->at < s->end && (*s->at == 'e' || *s->at == 'E')) {
		s->at++;
		if (!take(s, '+')) take(s, '-');
		return take_digits(s);
	}
	return true;
}

static bool scan_word(struct scanner* s, const char* word) {
	size_t len = strlen(word);
	if ((size_t)(s->end - s->at) < len || memcmp(s->at, word, len) != 0) return false;
	s->at += len;
	return true;
}

/* The inside of an array or object, from after its first bracket to after its last. */
static bool scan_container(struct scanner* s, int depth, enum json_type type) {
	const char closing = type == JSON_OBJECT ? '}' : ']';
	struct json_value ignored;
	if (depth == JSON_MAX_DEPTH) return false;
	skip_space(s);
	if (take(s, closing)) return true;
	do {
		skip_space(s);
		if (type == JSON_OBJECT) {
			if (!scan_string(s)) return false;
			skip_space(s);
			if (!take(s, ':')) return false;
		}
		if (!scan_value(s, depth + 1, &ignored)) return false;
		skip_space(s);
	} while (take(s, ','));
	return take(s, closing);
}

static bool scan_any(struct scanner* s, int depth, enum json_type* type) {
	switch (*s->at) {
	case '{':
		s->at++;
		*type = JSON_OBJECT;
		return scan_container(s, depth, JSON_OBJECT);
	case '[':
		s->at++;
		*type = JSON_ARRAY;
		return scan_container(s, depth, JSON_ARRAY);
	case '"':
		*type = JSON_STRING;
		return scan_string(s);
	case 't':
		*type = JSON_BOOL;
		return scan_word(s, "true");
	case 'f':
		*type = JSON_BOOL;
		return scan_word(s, "false");
	case 'n':
		*type = JSON_NULL;
		return scan_word(s, "null");
	default:
		*type = JSON_NUMBER;
		return scan_number(s);
	}
}

static bool scan_value(struct scanner* s, int depth, struct json_value* value) {
	skip_space(s);
	if (s->at == s->end) return false;
	value->text = s->at;
	if (!scan_any(s, depth, &value->type)) return false;
	value->len = (size_t)(s->at - value->text);
	return true;
}

bool json_parse(const char* text, size_t len, struct json_value* value) {
	struct scanner s = {text, text + len};
	if (!scan_value(&s, 0, value)) return false;
	skip_space(&s);
	return s.at == s.end;
}

/* ---- Looking inside ------------------------------------------------------------------------------------------- */

struct json_walk json_begin(const struct json_value* container) {
	struct json_walk walk = {container->type, container->text, container->text};
	if (container->type == JSON_ARRAY || container->type == JSON_OBJECT) {
		walk.at = container->text + 1;
		walk.end = container->text + container->len - 1;
	}
	return walk;
}

bool json_next(struct json_walk* walk, struct json_value* key, struct json_value* value) {
	struct scanner s = {walk->at, walk->end};
	skip_space(&s);
	take(&s, ',');
	if (walk->type == JSON_OBJECT) {
		if (!scan_value(&s, 0, key)) return false;
		skip_space(&s);
		take(&s, ':');
	}
	if (!scan_value(&s, 0, value)) return false;
	walk->at = s.at;
	return true;
}

bool json_member(const struct json_value* object, const char* key, struct json_value* value) {
	struct json_value name;
	if (object->type != JSON_OBJECT) return false;
	for (struct json_walk walk = json_begin(object); json_next(&walk, &name, value);) {
		if (json_equals(&name, key)) return true;
	}
	return false;
}

bool json_element(const struct json_value* array, uint64_t index, struct json_value* value) {
	struct json_value ignored;
	if (array->type != JSON_ARRAY) return false;
	for (struct json_walk walk = json_begin(array); json_next(&walk, &ignored, value);) {
		if (index-- == 0) return true;
	}
	return false;
}

bool json_uint64(const struct json_value* value, uint64_t* number) {
	*number = 0;
	if (value->type != JSON_NUMBER) return false;
	for (size_t i = 0; i < value->len; i++) {
		char c = value->text[i];
		if (c < '0' || c > '9') return false;
		uint64_t digit = (uint64_t)(c - '0');
		if (*number > (UINT64_MAX - digit) / 10) return false;
		*number = *number * 10 + digit;
	}
	return true;
}

bool json_is_true(const struct json_value* value) {
	return value->type == JSON_BOOL && value->text[0] == 't';
}
