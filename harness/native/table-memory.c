/* Memory of the tables: blocks by powers of two in one reserved region, with freed ones kept aside before they are used again. */
#include "tables.h"

#define REGION_BYTES ((size_t)512 << 20)
#define SMALLEST 64
#define QUARANTINE 512
#define REGISTRIES 64

static struct nh_table_registry *registries[REGISTRIES];
static uint32_t registry_count;

struct nh_table_registry *nh_registry_new(void)
{
	if (registry_count == REGISTRIES)
		return NULL;
	struct nh_table_registry *registry = nh_map(sizeof *registry);
	if (registry == NULL)
		return NULL;
	registry->memory = nh_map(REGION_BYTES);
	if (registry->memory == NULL)
		return NULL;
	registries[registry_count++] = registry;
	return registry;
}

/* As new, for the next plugin state: what an earlier one was given is forgotten. */
void nh_registry_reset(struct nh_table_registry *registry)
{
	memset(registry->memory, 0, registry->used);
	memset(registry->freed, 0, sizeof registry->freed);
	registry->used = 0;
	registry->count = 0;
	registry->names_checked = 0;
	registry->held = NULL;
	registry->lookups = 0;
	registry->refused_lookup = 0;
}

static struct nh_block *block_of(const void *payload)
{
	return (struct nh_block *)payload - 1;
}

void *nh_block_new(struct nh_table_registry *registry, enum nh_block_kind kind, size_t bytes)
{
	uint32_t size_class = 0;
	while (size_class < NH_SIZE_CLASSES && ((size_t)SMALLEST << size_class) < bytes + sizeof(struct nh_block))
		size_class++;
	if (size_class == NH_SIZE_CLASSES)
		return NULL;
	size_t size = (size_t)SMALLEST << size_class;
	struct nh_block *block;
	if (registry->freed[size_class].count > QUARANTINE) {
		block = registry->freed[size_class].first;
		registry->freed[size_class].first = block->next;
		registry->freed[size_class].count--;
		memset(block, 0, size);
	} else {
		if (registry->used + size > REGION_BYTES)
			return NULL;
		block = (struct nh_block *)(registry->memory + registry->used);
		registry->used += size;
	}
	block->kind = kind;
	block->size_class = size_class;
	return block + 1;
}

void nh_block_free(struct nh_table_registry *registry, void *payload)
{
	struct nh_block *block = block_of(payload);
	block->kind |= NH_BLOCK_FREED;
	block->next = NULL;
	if (registry->freed[block->size_class].count++ == 0)
		registry->freed[block->size_class].first = block;
	else
		registry->freed[block->size_class].last->next = block;
	registry->freed[block->size_class].last = block;
}

struct nh_table_registry *nh_block_registry(const void *payload)
{
	for (uint32_t i = 0; i < registry_count; i++) {
		const char *start = registries[i]->memory;
		if ((const char *)payload > start && (const char *)payload < start + registries[i]->used)
			return registries[i];
	}
	return NULL;
}

enum nh_lookup nh_block_lookup(const void *payload, enum nh_block_kind kind)
{
	const struct nh_table_registry *registry = nh_block_registry(payload);
	if (registry == NULL || ((const char *)payload - registry->memory) % SMALLEST != sizeof(struct nh_block))
		return NH_LOOKUP_UNKNOWN;
	uint32_t found = block_of(payload)->kind;
	if (found == (uint32_t)kind)
		return NH_LOOKUP_LIVE;
	return found == ((uint32_t)kind | NH_BLOCK_FREED) ? NH_LOOKUP_FREED : NH_LOOKUP_UNKNOWN;
}
