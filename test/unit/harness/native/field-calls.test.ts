import { describe, expect, it } from 'vitest';
import { fieldCalls } from '../../../../harness/native/field-calls.ts';

describe('fields sorted into calls', () => {
	it('are together by extractor and stage, no field id twice in a call', () => {
		const fields = [
			{ extractor: 0, fieldId: 1, stage: 0 },
			{ extractor: 0, fieldId: 2, stage: 0 },
			{ extractor: 0, fieldId: 1, stage: 0 },
			{ extractor: 1, fieldId: 1, stage: 0 },
			{ extractor: 0, fieldId: 1, stage: 1 },
		];
		expect(fieldCalls(fields, 2)).toEqual([
			[
				{ extractor: 0, fields: [0, 1] },
				{ extractor: 0, fields: [2] },
				{ extractor: 1, fields: [3] },
			],
			[{ extractor: 0, fields: [4] }],
		]);
	});
});
