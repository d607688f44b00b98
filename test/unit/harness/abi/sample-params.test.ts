import { describe, expect, it } from 'vitest';
import { decodeEvent } from '../../../../harness/abi/event.ts';
import { EVENT_TYPES } from '../../../../harness/abi/event-types.ts';
import { FILLINGS, sampleEvent } from '../../../../harness/abi/sample-params.ts';

describe('generated events', () => {
	it.each(FILLINGS)('of every type are well formed, with %s parameters', (filling) => {
		for (const type of EVENT_TYPES) {
			const decoded = decodeEvent(sampleEvent(type, filling));
			if (!decoded.ok) throw new Error(`${type.code} ${type.name}: ${decoded.fault}`);
			expect(decoded.slack).toBe(0);
			expect(decoded.event.type).toBe(type.code);
			expect(decoded.event.params.length).toBe(type.params.length);
		}
	});

	it('have the sizes of their parameter types', () => {
		const openat = EVENT_TYPES.find(({ code }) => code === 3);
		if (!openat) throw new Error('no type 3');
		const sizes = (filling: (typeof FILLINGS)[number]) => {
			const decoded = decodeEvent(sampleEvent(openat, filling));
			return decoded.ok ? decoded.event.params.map(({ length }) => length) : [];
		};
		expect(sizes('empty')).toEqual([0, 0, 0, 0, 0, 0]);
		expect(sizes('zero')).toEqual([8, 1, 4, 4, 4, 8]);
		expect(sizes('long')).toEqual([8, 60_000, 4, 4, 4, 8]);
	});
});
