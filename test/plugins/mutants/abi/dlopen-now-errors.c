/* SPDX-License-Identifier: Apache-2.0 */
/* A constructor writes to standard error. */
#include <unistd.h>

#include "../../good/good.c"

__attribute__((constructor)) static void greet(void) {
	static const char greeting[] = "mutant loaded\n";
	if (write(STDERR_FILENO, greeting, sizeof greeting - 1) < 0) _exit(1);
}
