/* SPDX-License-Identifier: Apache-2.0 */
/* All descriptive functions return the same buffer, as in the C++ SDK: a text is gone when the next is asked for. */
#define PK_OVERRIDE_GET_NAME
#define PK_OVERRIDE_GET_DESCRIPTION
#define PK_OVERRIDE_GET_CONTACT
#define PK_OVERRIDE_GET_VERSION
#include "../good/good.c"

static const char *shared(const char *text) {
	static char buffer[256];
	snprintf(buffer, sizeof buffer, "%s", text);
	return buffer;
}

FALCO_PLUGIN_EXPORT const char *plugin_get_name(void) {
	return shared(GOOD_NAME);
}

FALCO_PLUGIN_EXPORT const char *plugin_get_description(void) {
	return shared(GOOD_DESCRIPTION);
}

FALCO_PLUGIN_EXPORT const char *plugin_get_contact(void) {
	return shared(GOOD_CONTACT);
}

FALCO_PLUGIN_EXPORT const char *plugin_get_version(void) {
	return shared(GOOD_VERSION);
}
