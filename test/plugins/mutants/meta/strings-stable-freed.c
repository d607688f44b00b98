/* SPDX-License-Identifier: Apache-2.0 */
/* Returns a text in memory that it has freed. */
#define PK_OVERRIDE_GET_CONTACT
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT const char *plugin_get_contact(void) {
	char *block = malloc(72);
	char *text = block + 16;
	uintptr_t kept = (uintptr_t)text;
	strcpy(text, "https://example.org");
	__asm__ volatile("" : "+r"(kept) : : "memory"); /* keeps the compiler from seeing the fault */
	free(block);
	return (const char *)kept;
}
