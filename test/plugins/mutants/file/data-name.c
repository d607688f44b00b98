/* SPDX-License-Identifier: Apache-2.0 */
/* plugin_get_name is a text, not a function: Falco would jump into it. */
#define PK_OVERRIDE_GET_NAME
#include "../../good/good.c"

__asm__(".section .rodata\n"
	".globl plugin_get_name\n"
	".type plugin_get_name, %object\n"
	"plugin_get_name: .asciz \"good\"\n"
	".size plugin_get_name, 5\n"
	".text\n");
