import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Conflict, mergeTexts } from '../../../src/text-diff/merge.ts';

const never = (): never => {
	throw new Error('there was a conflict');
};
const text = fc
	.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
	.map((lines) => lines.map((line) => `${line}\n`).join(''));

describe('mergeTexts', () => {
	it('takes both where they lie apart', () => {
		expect(mergeTexts('1\n2\n3\n4\n5\n', 'one\n2\n3\n4\n5\n', '1\n2\n3\n4\nfive\nsix\n', never)).toBe(
			'one\n2\n3\n4\nfive\nsix\n',
		);
	});

	it('asks where they touch', () => {
		const asked: Conflict[] = [];
		const merged = mergeTexts('0\n1\n2\n3\n', 'new\n0\n1\ntwo\n3\n', '0\n1\nzwei\n3\n', (conflict) => {
			asked.push(conflict);
			return 'template';
		});
		expect(asked).toEqual([{ line: 4, yours: ['two'], template: ['zwei'] }]);
		expect(merged).toBe('new\n0\n1\nzwei\n3\n');
	});

	it('is the other side where one has changed nothing, and that of both where they changed alike', () => {
		fc.assert(
			fc.property(text, text, (base, next) => {
				expect(mergeTexts(base, base, next, never)).toBe(next);
				expect(mergeTexts(base, next, base, never)).toBe(next);
				expect(mergeTexts(base, next, next, never)).toBe(next);
			}),
		);
	});

	it('keeps every changed line of the author where conflicts are decided for him', () => {
		fc.assert(
			fc.property(text, text, text, (base, yours, template) => {
				const own = yours.split('\n').filter((line) => !base.includes(line));
				const merged = mergeTexts(base, yours, template, () => 'yours').split('\n');
				for (const line of own) expect(merged).toContain(line);
			}),
		);
	});
});
