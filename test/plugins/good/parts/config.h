/* SPDX-License-Identifier: Apache-2.0 */
/* Errors, init configuration and open parameters. */
#ifndef GOOD_CONFIG_H
#define GOOD_CONFIG_H

GOOD_FN ss_plugin_rc good_fail(struct good_state *state, const char *text) {
	if (state != NULL) snprintf(state->error, sizeof state->error, "%s", text);
	return SS_PLUGIN_FAILURE;
}

GOOD_FN const char *good_skip_space(const char *at) {
	return at + strspn(at, " \t\r\n");
}

/* Reads an unsigned decimal number of at most 12 digits; NULL if there is none. */
GOOD_FN const char *good_read_number(const char *at, uint64_t *value) {
	size_t digits = strspn(at, "0123456789");
	if (digits == 0 || digits > 12) return NULL;
	*value = strtoull(at, NULL, 10);
	return at + digits;
}

/* Reads a JSON text without escapes, of less than `room` bytes; NULL if it is none. */
GOOD_FN const char *good_read_quoted(const char *at, char *text, size_t room) {
	if (*at != '"') return NULL;
	size_t length = strcspn(++at, "\"\\");
	if (at[length] != '"' || length >= room) return NULL;
	memcpy(text, at, length);
	text[length] = '\0';
	return at + length + 1;
}

/* Reads one `"key": value`; gives what follows it, or NULL with the reason. */
GOOD_FN const char *good_read_setting(const char *at, struct good_config *config, char why[GOOD_ERROR_MAX]) {
	char key[16];
	at = good_read_quoted(at, key, sizeof key);
	if (at != NULL) at = good_skip_space(at);
	if (at == NULL || *at != ':') {
		snprintf(why, GOOD_ERROR_MAX, "init config: expected \"max\" or \"prefix\"");
		return NULL;
	}
	at = good_skip_space(at + 1);
	if (strcmp(key, "max") == 0) {
		at = good_read_number(at, &config->max);
		if (at != NULL && config->max >= 1 && config->max <= 1000000) return at;
		snprintf(why, GOOD_ERROR_MAX, "init config: max has to be a number from 1 to 1000000");
	} else if (strcmp(key, "prefix") == 0) {
		at = good_read_quoted(at, config->prefix, sizeof config->prefix);
		if (at != NULL && config->prefix[strspn(config->prefix, "abcdefghijklmnopqrstuvwxyz-")] == '\0') return at;
		snprintf(why, GOOD_ERROR_MAX, "init config: prefix has to be a text of at most %d letters a-z and '-'",
		         GOOD_PREFIX_MAX);
	} else {
		snprintf(why, GOOD_ERROR_MAX, "init config: unknown key '%s'", key);
	}
	return NULL;
}

GOOD_FN bool good_read_config(const char *text, struct good_config *config, char why[GOOD_ERROR_MAX]) {
	config->max = 1000000;
	strcpy(config->prefix, GOOD_DEFAULT_PREFIX);
	const char *at = good_skip_space(text == NULL ? "" : text);
	if (*at == '\0') return true;
	if (*at != '{') {
		snprintf(why, GOOD_ERROR_MAX, "init config: not a JSON object");
		return false;
	}
	at = good_skip_space(at + 1);
	while (*at != '}') {
		at = good_read_setting(at, config, why);
		if (at == NULL) return false;
		at = good_skip_space(at);
		if (*at == ',') {
			at = good_skip_space(at + 1);
			if (*at != '}') continue;
		} else if (*at == '}') {
			break;
		}
		snprintf(why, GOOD_ERROR_MAX, "init config: not a JSON object");
		return false;
	}
	if (*good_skip_space(at + 1) == '\0') return true;
	snprintf(why, GOOD_ERROR_MAX, "init config: text after the JSON object");
	return false;
}

GOOD_FN bool good_read_open_params(const char *params, uint64_t *count, char why[GOOD_ERROR_MAX]) {
	*count = GOOD_DEFAULT_COUNT;
	if (params == NULL || *params == '\0') return true;
	if (strncmp(params, "fail:", 5) == 0) {
		snprintf(why, GOOD_ERROR_MAX, "open was told to fail: %.200s", params + 5);
		return false;
	}
	const char *end = good_read_number(params, count);
	if (end != NULL && *end == '\0') return true;
	snprintf(why, GOOD_ERROR_MAX, "open params: expected a number of events, not '%.100s'", params);
	return false;
}

#endif
