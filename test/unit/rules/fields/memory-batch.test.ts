import { describe, expect, it } from 'vitest';
import { memoryBatch } from '../../../../src/rules/fields/memory-batch.ts';
import { shopFields } from '../shop-events.ts';

describe('memoryBatch', () => {
	it('refuses values that do not fit the type', () => {
		const fields = shopFields();
		fields.lookup('shop.total');
		expect(() => memoryBatch(fields.refs, [() => 'text'])).toThrow(/a number expected/);
		expect(() => memoryBatch(fields.refs, [() => [1n]])).toThrow(/a list/);
		fields.lookup('shop.user');
		expect(() => memoryBatch(fields.refs.slice(1), [() => 5n])).toThrow(/bytes expected/);
	});
});
