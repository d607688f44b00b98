/* SPDX-License-Identifier: Apache-2.0 */
/* Leaves unused bytes at the end. */
#define PK_OVERRIDE_WRITE_EVENT
#include "../../good/good.c"

static void pk_write_event(struct good_instance *instance, uint64_t seq, char *at) {
	good_write_event(instance, seq, at);
	memset(at + ((ss_plugin_event *)at)->len, 0, 4);
	((ss_plugin_event *)at)->len += 4;
}
