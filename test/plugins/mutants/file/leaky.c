/* SPDX-License-Identifier: Apache-2.0 */
/* Exports an allocator of its own and fifty functions that concern nobody else. */
#include "../../good/good.c"

FALCO_PLUGIN_EXPORT void *reallocarray(void *at, size_t count, size_t size) {
	return realloc(at, count * size);
}

#define LEAK_1(n)                                \
	FALCO_PLUGIN_EXPORT int leaked_##n(void); \
	int leaked_##n(void) {                    \
		return n;                         \
	}
#define LEAK_10(n) \
	LEAK_1(n##0) LEAK_1(n##1) LEAK_1(n##2) LEAK_1(n##3) LEAK_1(n##4) LEAK_1(n##5) LEAK_1(n##6) LEAK_1(n##7) LEAK_1(n##8) LEAK_1(n##9)
LEAK_10(1) LEAK_10(2) LEAK_10(3) LEAK_10(4) LEAK_10(5)
