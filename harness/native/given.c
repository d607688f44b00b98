/*
 * Events that the host was given, as a stream of their own: it stands where next_batch of a plugin would, so that all that
 * is done to the events of a plugin is done to these.
 */
#include "internal.h"

enum { RC_SUCCESS = 0, RC_EOF = 2 };

int32_t nh_given_next_batch(void *state, struct nh_given *given, uint32_t *count, void ***events)
{
	(void)state;
	*count = given->taken ? 0 : (uint32_t)given->count;
	*events = given->events;
	given->taken = 1;
	return *count == 0 ? RC_EOF : RC_SUCCESS;
}
