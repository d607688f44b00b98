import { expect, it } from 'vitest';
import { EVENT_TYPES, lengthWidthOf } from '../../../../harness/abi/event-types.ts';

it('has every event at the place of its code', () => {
	expect(EVENT_TYPES.every(({ code }, i) => code === i)).toBe(true);
});

it('describes the events of plugins', () => {
	expect(EVENT_TYPES[322]).toEqual({
		code: 322,
		name: 'pluginevent',
		direction: 'enter',
		old: false,
		unused: false,
		lengthWidth: 4,
		params: [
			{ name: 'plugin_id', type: 'uint32' },
			{ name: 'event_data', type: 'bytebuf' },
		],
	});
	expect(EVENT_TYPES[402]?.params.map(({ name }) => name)).toEqual(['plugin_id', 'name', 'data']);
	expect([323, 403].map((code) => EVENT_TYPES[code]?.unused)).toEqual([true, true]);
});

it('knows which events have wide length words', () => {
	const wide = EVENT_TYPES.filter(({ lengthWidth }) => lengthWidth === 4).map(({ code }) => code);
	expect(wide).toEqual([322, 324, 402]);
	expect([lengthWidthOf(5), lengthWidthOf(322), lengthWidthOf(65535)]).toEqual([2, 4, 2]);
});
