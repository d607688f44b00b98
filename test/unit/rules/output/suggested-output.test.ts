import { describe, expect, it } from 'vitest';
import { EVENT_CLASS } from '../../../../src/rules/fields/event-fields.ts';
import { staticClass } from '../../../../src/rules/fields/static-fields.ts';
import { suggestedOutput } from '../../../../src/rules/output/suggested-output.ts';

describe('suggestedOutput', () => {
	it('names every field that asks for it, with underscores for dots', () => {
		const fields = [
			{ name: 'p.a.b', type: 'string' as const, isList: false, addOutput: true },
			{ name: 'p.c', type: 'string' as const, isList: false },
		];
		expect(suggestedOutput([staticClass(['zone']), { name: 'p', fields }])).toBe(
			'static_zone=%static.zone p_a_b=%p.a.b',
		);
		expect(suggestedOutput([EVENT_CLASS])).toBe('');
	});
});
