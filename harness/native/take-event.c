/* What libscap's source_plugin.c checks and writes before an event of next_batch goes on. */
#include "event.h"
#include "internal.h"

static uint32_t plugin_id_of(const struct nh_event *event)
{
	/* Asked of every event, and memcpy is a call here. */
	return *(const uint32_t __attribute__((may_alias, aligned(1))) *)((const char *)event + NH_PLUGIN_ID_AT);
}

/* False for an event that it refuses. */
int nh_take_event(uint32_t plugin_id, struct nh_event *event)
{
	if (plugin_id != 0) {
		if (event->type != NH_EVENT_PLUGIN || event->nparams != 2)
			return 0;
		uint32_t id = plugin_id_of(event);
		if (id == 0)
			memcpy((char *)event + NH_PLUGIN_ID_AT, &plugin_id, sizeof id);
		else if (id != plugin_id)
			return 0;
	} else if (event->type == NH_EVENT_PLUGIN && plugin_id_of(event) == 0) {
		return 0;
	}
	if (event->type == NH_EVENT_PLUGIN) {
		event->tid = UINT64_MAX;
		if (event->ts == UINT64_MAX)
			event->ts = nh_wall_clock();
	}
	return 1;
}
