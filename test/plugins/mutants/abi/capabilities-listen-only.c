/* SPDX-License-Identifier: Apache-2.0 */
/* Listens and does nothing else: Falco ends when it loads it. */
#define GOOD_SOURCE 0
#define GOOD_EXTRACT 0
#define GOOD_LISTEN 1
#include "../../good/good.c"
