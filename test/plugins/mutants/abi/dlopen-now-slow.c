/* SPDX-License-Identifier: Apache-2.0 */
/* A constructor takes one and a half seconds. */
#include <unistd.h>

#include "../../good/good.c"

__attribute__((constructor)) static void warm_up(void) {
	usleep(1500 * 1000);
}
