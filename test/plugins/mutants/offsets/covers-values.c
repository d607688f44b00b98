/* SPDX-License-Identifier: Apache-2.0 */
/* Has one entry for the offsets of a list. */
#define PK_OVERRIDE_EXTRACT_FIELDS
#include "../../good/good.c"

#include <sys/mman.h>

FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_extract_fields(ss_plugin_t *s, const ss_plugin_event_input *evt,
                                                       const ss_plugin_field_extract_input *in) {
	static uint32_t *last;
	ss_plugin_rc rc = good_extract_fields(good_state_of(s), evt, in);
	if (in->value_offsets == NULL || in->fields[0].res_len < 2) return rc;
	if (last == NULL) {
		char *pages = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		mprotect(pages + 4096, 4096, PROT_NONE);
		last = (uint32_t *)(pages + 4096) - 1;
	}
	in->value_offsets->start = in->value_offsets->length = last;
	return rc;
}
