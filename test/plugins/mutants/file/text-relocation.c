/* SPDX-License-Identifier: Apache-2.0 */
/* The address of a function in the middle of the code: it must be patched there when the library is loaded. */
#include "../../good/good.c"

__asm__(".text\n"
	".balign 8\n"
	".quad plugin_get_name\n");
