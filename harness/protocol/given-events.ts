/** Events that another plugin's source gave, as the host passes them on. */
export interface GivenEvents {
	/** Name of the event source. */
	source: string;
	/** Id of the plugin that they come from. */
	pluginId: number;
	/** Whole event blocks, Latin-1 (one char a byte). */
	events: readonly string[];
}

/** What came of reading another plugin's source. */
export type Collection = { kind: 'events'; given: GivenEvents } | { kind: 'none'; reason: string };

/** What is taken of another plugin's events: enough to try every field, and little enough to hand to each child. */
export const MOST_GIVEN_EVENTS = 64;
export const MOST_GIVEN_BYTES = 4 * 1024 * 1024;

/** True for a collection as a sound host sends it. */
export function isCollection(value: unknown): value is Collection {
	if (typeof value !== 'object' || value === null) return false;
	const { kind, reason, given } = value as Record<string, unknown>;
	if (kind === 'none') return typeof reason === 'string';
	if (kind !== 'events' || typeof given !== 'object' || given === null) return false;
	const { source, pluginId, events } = given as Record<string, unknown>;
	return (
		typeof source === 'string' &&
		typeof pluginId === 'number' &&
		Number.isInteger(pluginId) &&
		Array.isArray(events) &&
		events.length <= MOST_GIVEN_EVENTS &&
		events.every((event) => typeof event === 'string') &&
		events.reduce((bytes: number, event: string) => bytes + event.length, 0) <= MOST_GIVEN_BYTES
	);
}
