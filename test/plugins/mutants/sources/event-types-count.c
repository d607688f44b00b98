/* SPDX-License-Identifier: Apache-2.0 */
/* Says that it has four event types, and the memory ends after two. */
#include <sys/mman.h>
#include <unistd.h>

#define PK_OVERRIDE_GET_EXTRACT_EVENT_TYPES
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT uint16_t *plugin_get_extract_event_types(uint32_t *n, ss_plugin_t *s) {
	static uint16_t *types;
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	(void)s;
	if (types == NULL) {
		char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (pages == MAP_FAILED || mprotect(pages + page, page, PROT_NONE) != 0) return NULL;
		types = (uint16_t *)(pages + page) - 2;
		types[0] = FALCO_PLUGIN_EVENT;
		types[1] = FALCO_PLUGIN_EVENT;
	}
	*n = 4;
	return types;
}
