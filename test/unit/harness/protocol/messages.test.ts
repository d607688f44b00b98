import { describe, expect, it } from 'vitest';
import { parseHostMessage } from '../../../../harness/protocol/messages.ts';

describe('what a check says it is trying', () => {
	it('is believed with and without a severity', () => {
		expect(parseHostMessage({ kind: 'trying', text: 'x' })).toEqual({ kind: 'trying', text: 'x' });
		expect(parseHostMessage({ kind: 'trying', text: 'x', severity: 'warning' })).toBeDefined();
	});

	it('is not believed in another shape', () => {
		expect(parseHostMessage({ kind: 'trying' })).toBeUndefined();
		expect(parseHostMessage({ kind: 'trying', text: 'x', severity: 'fatal' })).toBeUndefined();
	});
});
