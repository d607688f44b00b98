/* SPDX-License-Identifier: Apache-2.0 */
/* Takes a tenth of a millisecond for each event. */
#define PK_OVERRIDE_WRITE_EVENT
#include "../../good/good.c"

#include <unistd.h>

static void pk_write_event(struct good_instance *instance, uint64_t seq, char *at) {
	usleep(100);
	good_write_event(instance, seq, at);
}
