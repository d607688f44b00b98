import { describe, expect, it } from 'vitest';
import check from '../../../../../harness/checks/async/events-declared.ts';
import { findingsOf, judge, NULL, severitiesOf, text } from '../sound-description.ts';

const declared = (list: string) => judge(check, { asyncEvents: text(list) });

describe('async.events-declared', () => {
	it('takes a list of names, the longest of 31 bytes', () => {
		expect(findingsOf(declared(JSON.stringify(['tick', 'x'.repeat(31)])))).toEqual([]);
	});

	it.each(['', '{}', '[]', '[""]', '[1]', 'tick'])('calls %j an error', (list) => {
		expect(severitiesOf(check, declared(list))).toEqual(['error']);
	});

	it('calls NULL an error', () => {
		expect(severitiesOf(check, judge(check, { asyncEvents: NULL }))).toEqual(['error']);
	});

	it('warns of names that are cut, counted in bytes, and of names that stand there twice', () => {
		expect(severitiesOf(check, declared(JSON.stringify(['é'.repeat(16)])))).toEqual(['warning']);
		expect(severitiesOf(check, declared('["tick","tick"]'))).toEqual(['warning']);
	});
});
