/* SPDX-License-Identifier: Apache-2.0 */
/* The plugin's events: JSON with a running number. Reading trusts nothing, since any bytes may come in. */
#ifndef GOOD_EVENT_H
#define GOOD_EVENT_H

GOOD_FN uint32_t good_write_payload(struct good_instance *instance, uint64_t seq, char *at, uint32_t room) {
	unsigned n = (unsigned)(seq % 250) + 1;
	int length = snprintf(at, room,
	                      "{\"seq\":%llu,\"user\":\"%s%llu\",\"ok\":%s,\"ms\":%u,\"ip\":\"10.0.0.%u\","
	                      "\"ip6\":\"fd00::%x\",\"net\":\"10.%u.0.0\",\"tags\":[\"%s\",\"n%u\"]}",
	                      (unsigned long long)seq, instance->prefix, (unsigned long long)seq, seq % 2 ? "false" : "true",
	                      n, n, n, n, seq % 2 ? "odd" : "even", n);
	return length < 0 || (uint32_t)length >= room ? 0 : (uint32_t)length;
}

GOOD_FN void good_write_event(struct good_instance *instance, uint64_t seq, char *at) {
	uint32_t length = pk_write_payload(instance, seq, at + PLUGIN_EVENT_PAYLOAD_OFFSET,
	                                   GOOD_SLOT - PLUGIN_EVENT_PAYLOAD_OFFSET);
	falco_plugin_event_begin(at, GOOD_TIMESTAMP(seq), length);
}

GOOD_FN const char *good_read_payload(const ss_plugin_event *evt, uint32_t *len) {
	const char *payload = falco_plugin_event_payload(evt, len);
	return payload != NULL && *len > 7 && memcmp(payload, "{\"seq\":", 7) == 0 ? payload : NULL;
}

/* A piece of an event. */
struct good_slice {
	const char *at; /* NULL for none */
	uint32_t length;
};

/* What follows `"key":` in the payload: a text or list without its delimiters, or a bare word. */
GOOD_FN struct good_slice good_find(const char *payload, uint32_t length, const char *key) {
	struct good_slice none = {NULL, 0};
	size_t key_length = strnlen(key, GOOD_TEXT_MAX);
	for (uint32_t i = 0; (uint64_t)i + key_length + 3 < length; i++) {
		if (payload[i] != '"' || memcmp(payload + i + 1, key, key_length) != 0) continue;
		if (memcmp(payload + i + 1 + key_length, "\":", 2) != 0) continue;
		const char *at = payload + i + key_length + 3, *end = payload + length, *close;
		if (*at == '"' || *at == '[') {
			close = memchr(at + 1, *at == '"' ? '"' : ']', (size_t)(end - at - 1));
			at++;
		} else {
			for (close = at; close < end && *close != ',' && *close != '}'; close++) continue;
			if (close == end) close = NULL;
		}
		return close == NULL ? none : (struct good_slice){at, (uint32_t)(close - at)};
	}
	return none;
}

/* The n-th quoted text of a list. */
GOOD_FN struct good_slice good_nth(struct good_slice list, uint64_t n) {
	const char *at = list.at, *end = list.at + list.length;
	while (at != NULL && at < end) {
		const char *open = memchr(at, '"', (size_t)(end - at));
		const char *close = open == NULL ? NULL : memchr(open + 1, '"', (size_t)(end - open - 1));
		if (close == NULL) break;
		if (n-- == 0) return (struct good_slice){open + 1, (uint32_t)(close - open - 1)};
		at = close + 1;
	}
	return (struct good_slice){NULL, 0};
}

/* Copies a slice as text; false if it is too long or not plain ASCII. */
GOOD_FN bool good_copy(struct good_slice from, char to[GOOD_TEXT_MAX]) {
	if (from.at == NULL || from.length >= GOOD_TEXT_MAX) return false;
	for (uint32_t i = 0; i < from.length; i++) {
		if (from.at[i] < ' ' || from.at[i] > '~') return false;
	}
	memcpy(to, from.at, from.length);
	to[from.length] = '\0';
	return true;
}

/* Reads a slice that is an unsigned decimal number. */
GOOD_FN bool good_number(struct good_slice from, uint64_t *value) {
	char text[GOOD_TEXT_MAX];
	if (!good_copy(from, text)) return false;
	const char *end = good_read_number(text, value);
	return end != NULL && *end == '\0';
}

#endif
