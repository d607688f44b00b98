/* SPDX-License-Identifier: Apache-2.0 */
/* Gives a string that runs into memory which is not there. */
#define PK_OVERRIDE_EXTRACT_FIELD
#include "../../good/good.c"
#include <sys/mman.h>

static void pk_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                             ss_plugin_extract_field *request, struct good_result *result) {
	good_extract_field(state, evt, request, result);
	if (strcmp(request->field, "good.user") != 0 || request->res_len == 0) return;
	char *pages = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (pages == MAP_FAILED) return;
	memset(pages, 'x', 4096);
	munmap(pages + 4096, 4096);
	result->str[0] = pages;
}
