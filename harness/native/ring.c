#include "internal.h"

struct nh_ring *nh_ring_create(uint32_t record_bytes, uint32_t capacity)
{
	struct nh_ring *ring = nh_map(sizeof *ring + (size_t)record_bytes * capacity);
	if (ring == NULL)
		return NULL;
	ring->record_bytes = record_bytes;
	ring->capacity = capacity;
	return ring;
}

static uint64_t *record_of(struct nh_ring *ring, uint64_t ticket)
{
	return (uint64_t *)((char *)(ring + 1) + (ticket % ring->capacity) * ring->record_bytes);
}

/* A record to fill, or NULL when the reader is a whole ring behind. */
void *nh_ring_claim(struct nh_ring *ring, uint64_t *ticket)
{
	uint64_t head = __atomic_load_n(&ring->head, __ATOMIC_ACQUIRE);
	do {
		if (head - __atomic_load_n(&ring->tail, __ATOMIC_ACQUIRE) >= ring->capacity) {
			__atomic_add_fetch(&ring->dropped, 1, __ATOMIC_RELAXED);
			return NULL;
		}
	} while (!__atomic_compare_exchange_n(&ring->head, &head, head + 1, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE));
	*ticket = head;
	return record_of(ring, head);
}

void nh_ring_commit(struct nh_ring *ring, uint64_t ticket)
{
	__atomic_store_n(record_of(ring, ticket), ticket + 1, __ATOMIC_RELEASE);
}

const void *nh_ring_oldest(struct nh_ring *ring)
{
	uint64_t tail = __atomic_load_n(&ring->tail, __ATOMIC_ACQUIRE);
	uint64_t *record = record_of(ring, tail);
	return __atomic_load_n(record, __ATOMIC_ACQUIRE) == tail + 1 ? record : NULL;
}

void nh_ring_release(struct nh_ring *ring)
{
	__atomic_store_n(&ring->tail, ring->tail + 1, __ATOMIC_RELEASE);
}
