import { describe, expect, it } from 'vitest';
import { API_FUNCTION_NAMES } from '../../../../../harness/abi/symbols.ts';
import check from '../../../../../harness/checks/source/progress-and-summary.ts';
import type { ReturnedText } from '../../../../../harness/protocol/returned-text.ts';
import type { WrittenInt } from '../../../../../harness/record.ts';
import { findingsOf, judgeRecord, NULL, text } from '../sound-description.ts';

const events = [{ number: 1n, bytes: Buffer.alloc(26), batch: 0 }];
const all = { exported: API_FUNCTION_NAMES };
const progress = (...percents: (number | undefined)[]) =>
	percents.map((value) => {
		const percent: WrittenInt = value === undefined ? { written: false } : { written: true, value };
		return { percent, text: NULL };
	});
const ofProgress = (...percents: (number | undefined)[]) =>
	findingsOf(judgeRecord(check, { events, progress: progress(...percents) }, all)).map(({ message }) => message);
const ofSummary = (summary: ReturnedText) =>
	findingsOf(judgeRecord(check, { events, summaries: [{ event: 0, text: summary }] }, all)).map(
		({ message }) => message,
	);

describe('progress', () => {
	it('goes up, or stays where it is', () => expect(ofProgress(0, 0, 40, 9_999, 10_000)).toEqual([]));
	it('is stored', () => expect(ofProgress(undefined)).toEqual(['the progress is not stored']));
	it('is not above the whole', () => expect(ofProgress(10_001)).toEqual(['the progress is above the whole']));
	it('does not go back', () => expect(ofProgress(50, 40)).toEqual(['the progress goes back']));
});

describe('the text of an event', () => {
	it('may be NULL or one line', () => {
		expect(ofSummary(NULL)).toEqual([]);
		expect(ofSummary(text('user-1 wrote ü'))).toEqual([]);
	});
	it('is one line', () => expect(ofSummary(text('a\nb'))).toEqual([expect.stringContaining('more than one line')]));
	it('is UTF-8', () => {
		expect(ofSummary({ kind: 'text', latin1: '\xff' })).toEqual([expect.stringContaining('no UTF-8')]);
	});
});

it('is skipped where nothing was read', () => expect(judgeRecord(check, {}, all).kind).toBe('skipped'));
