/* SPDX-License-Identifier: Apache-2.0 */
/* Linked as a program: dlopen refuses it. */
#include "../../good/good.c"

int main(void) {
	return 0;
}
