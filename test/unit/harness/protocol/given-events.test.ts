import { describe, expect, it } from 'vitest';
import { isCollection, MOST_GIVEN_BYTES, MOST_GIVEN_EVENTS } from '../../../../harness/protocol/given-events.ts';
import { parseHostMessage } from '../../../../harness/protocol/messages.ts';

const given = (changes: object) => ({
	kind: 'events',
	given: { source: 'good', pluginId: 999, events: ['x'], ...changes },
});

describe('a collection of events', () => {
	it('is believed where it has the shape that a host sends', () => {
		expect(isCollection(given({}))).toBe(true);
		expect(isCollection({ kind: 'none', reason: 'it has no event source' })).toBe(true);
		expect(parseHostMessage({ kind: 'collected', collection: given({}) })).toBeDefined();
	});

	it.each([
		undefined,
		null,
		'events',
		{ kind: 'some' },
		{ kind: 'none' },
		{ kind: 'events' },
		given({ source: 5 }),
		given({ pluginId: 0.5 }),
		given({ events: 'x' }),
		given({ events: [5] }),
		given({ events: Array.from({ length: MOST_GIVEN_EVENTS + 1 }, () => 'x') }),
		given({ events: ['x'.repeat(MOST_GIVEN_BYTES + 1)] }),
	])('is not believed otherwise (%#)', (collection) => {
		expect(isCollection(collection)).toBe(false);
		expect(parseHostMessage({ kind: 'collected', collection })).toBeUndefined();
	});
});
