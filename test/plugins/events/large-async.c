/* Sends three large async events into the stream of another plugin: of 4,097 bytes, of 100,000, and of 3 million. Only the first asks for the text of an error. */
#include <stdlib.h>
#include <string.h>

#include "falco_plugin.h"

#define EXPORT __attribute__((visibility("default")))

EXPORT const char *plugin_get_required_api_version(void) { return "3.8.0"; }
EXPORT const char *plugin_get_version(void) { return "0.1.0"; }
EXPORT const char *plugin_get_name(void) { return "large_async"; }
EXPORT const char *plugin_get_description(void) { return "Large async events"; }
EXPORT const char *plugin_get_contact(void) { return "nobody@example.org"; }
EXPORT const char *plugin_get_last_error(ss_plugin_t *s) { (void)s; return ""; }
EXPORT const char *plugin_get_async_event_sources(void) { return "[]"; }
EXPORT const char *plugin_get_async_events(void) { return "[\"large\"]"; }

EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc)
{
	(void)input;
	*rc = SS_PLUGIN_SUCCESS;
	return malloc(1);
}

EXPORT void plugin_destroy(ss_plugin_t *s) { free(s); }

static ss_plugin_rc send(ss_plugin_owner_t *owner, ss_plugin_async_event_handler_t handler, uint32_t length)
{
	char error[PLUGIN_MAX_ERRLEN];
	uint32_t lengths[4] = { 4, sizeof "large", length - 42 - sizeof "large", 0 };
	ss_plugin_event header = { .ts = UINT64_MAX, .tid = UINT64_MAX, .len = length, .type = 402, .nparams = 3 };
	char *event = calloc(1, length);
	memcpy(event, &header, sizeof header);
	memcpy(event + sizeof header, lengths, sizeof lengths);
	memcpy(event + 42, "large", sizeof "large");
	ss_plugin_rc rc = handler(owner, (const ss_plugin_event *)event, length == 4097 ? error : NULL);
	free(event);
	return rc;
}

EXPORT ss_plugin_rc plugin_set_async_event_handler(ss_plugin_t *s, ss_plugin_owner_t *owner,
						   const ss_plugin_async_event_handler_t handler)
{
	(void)s;
	if (handler == NULL)
		return SS_PLUGIN_SUCCESS;
	ss_plugin_rc first = send(owner, handler, 4097);
	ss_plugin_rc second = send(owner, handler, 100000);
	ss_plugin_rc third = send(owner, handler, 3000000);
	return first == SS_PLUGIN_SUCCESS && second == SS_PLUGIN_SUCCESS && third == SS_PLUGIN_SUCCESS ?
		       SS_PLUGIN_SUCCESS :
		       SS_PLUGIN_FAILURE;
}
