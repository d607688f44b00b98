/** Event types that belong to plugins. */
export const PLUGIN_EVENT = 322;
export const ASYNC_EVENT = 402;

/** Number of slots of libs' event table (driver event table at event schema 4.5). */
export const EVENT_TABLE_SIZE = 454;

/** Slots of that table that no event uses. */
export const UNUSED_EVENTS: ReadonlySet<number> = new Set([
	17, 147, 153, 187, 197, 229, 233, 235, 245, 261, 269, 271, 273, 281, 287, 291, 323, 325, 355, 357, 359, 361, 403, 431,
	433, 435, 437, 439, 441, 443, 445, 447, 449, 450, 452,
]);
