import { describe, expect, it } from 'vitest';
import { API_FUNCTION_NAMES } from '../../../../../harness/abi/symbols.ts';
import check from '../../../../../harness/checks/open/params-list.ts';
import type { ReturnedText } from '../../../../../harness/protocol/returned-text.ts';
import { FAULT, findingsOf, judgeRecord, NULL, text } from '../sound-description.ts';

const judge = (
	list: ReturnedText,
	rc: { written: true; value: number } | { written: false } = { written: true, value: 0 },
) => judgeRecord(check, { openParamsList: { rc, text: list } }, { exported: API_FUNCTION_NAMES });
const messages = (list: ReturnedText) => findingsOf(judge(list)).map(({ message }) => message);

describe('the list of open parameters', () => {
	it.each([
		['NULL', NULL],
		['an empty text', text('')],
		['an empty array', text('[]')],
		['values alone', text('[{"value":"100"},{"value":"inf","desc":"all","separator":","}]')],
	])('may be %s', (_, list) => expect(messages(list)).toEqual([]));

	it.each([
		['no JSON', text('[{"value":'), /no JSON/],
		['an object', text('{"value":"1"}'), /no array/],
		['a text in the array', text('["1"]'), /entry 0 of the list has no value/],
		['an entry without value', text('[{"value":"1"},{"desc":"x"}]'), /entry 1 of the list has no value/],
		['an empty value', text('[{"value":""}]'), /entry 0 of the list has no value/],
		['unreadable', FAULT, /no UTF-8 text/],
	])('may not be %s', (_, list, message) => expect(messages(list)).toEqual([expect.stringMatching(message)]));

	it('needs a result that is stored and known', () => {
		expect(findingsOf(judge(text('[]'), { written: false }))[0]?.observed).toBe('*rc untouched');
		expect(findingsOf(judge(text('[]'), { written: true, value: 7 }))).toHaveLength(1);
		expect(findingsOf(judge(text('not looked at'), { written: true, value: 1 }))).toEqual([]);
	});

	it('is skipped where there is no state to ask', () => {
		expect(judgeRecord(check, {}, { exported: API_FUNCTION_NAMES }).kind).toBe('skipped');
		expect(judgeRecord(check, {}).kind).toBe('skipped');
	});
});
