/* SPDX-License-Identifier: Apache-2.0 */
/* A source without an id that delivers a type which no event table has. */
#define GOOD_ID 0
#define GOOD_EVENT_SOURCE ""
#define GOOD_EXTRACT 0
#define PK_OVERRIDE_WRITE_EVENT
#include "../../good/good.c"

static void pk_write_event(struct good_instance *instance, uint64_t seq, char *at) {
	(void)instance;
	ss_plugin_event *event = (ss_plugin_event *)at;
	event->ts = UINT64_MAX;
	event->tid = seq;
	event->type = 4000;
	event->nparams = 0;
	event->len = sizeof *event;
}
