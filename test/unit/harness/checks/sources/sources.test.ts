import { describe, expect, it } from 'vitest';
import eventTypes from '../../../../../harness/checks/sources/event-types.ts';
import jsonArray from '../../../../../harness/checks/sources/json-array.ts';
import type { EventTypesReading } from '../../../../../harness/record.ts';
import { ABSENT, exportsOf, findingsOf, judge, judgeRecord, NULL, severitiesOf, text } from '../sound-description.ts';

describe('sources.json-array', () => {
	const of = (value: string) => severitiesOf(jsonArray, judge(jsonArray, { extractEventSources: text(value) }));

	it('passes NULL, empty text, an empty array, and no function at all', () => {
		for (const extractEventSources of [NULL, text(''), text('[]'), ABSENT]) {
			expect(findingsOf(judge(jsonArray, { extractEventSources }))).toEqual([]);
		}
	});

	it('passes the own source and sources of registered plugins', () => {
		expect(of('["sound","k8s_audit"]')).toEqual([]);
	});

	it('refuses text without brackets and elements that are no text', () => {
		expect(of('example')).toEqual(['error']);
		expect(of('"example"')).toEqual(['error']);
		expect(of('["example",{}]')).toEqual(['error']);
		expect(of('[1,{}]')).toEqual(['error']);
	});

	it('warns of numbers, of which Falco makes text', () => {
		expect(of('[1]')).toEqual(['warning']);
	});

	it('mentions syscall and names that nobody provides', () => {
		expect(of('["syscall"]')).toEqual(['info']);
		expect(of('["k8saudit"]')).toEqual(['info']);
	});

	it('does not judge lists of a capability that the plugin has not', () => {
		expect(findingsOf(judge(jsonArray, { parseEventSources: text('nonsense') }))).toEqual([]);
	});
});

describe('sources.event-types', () => {
	const reading = (part: Partial<EventTypesReading>): EventTypesReading => ({
		count: { written: true, value: part.types?.length ?? 0 },
		array: 4096n,
		types: [],
		readable: part.types?.length ?? 0,
		...part,
	});
	const of = (part: Partial<EventTypesReading>) =>
		severitiesOf(eventTypes, judgeRecord(eventTypes, { extractEventTypes: reading(part) }));

	it('passes NULL with 0, and a list with 322', () => {
		expect(of({ array: 0n, types: undefined })).toEqual([]);
		expect(of({ types: [322] })).toEqual([]);
		expect(of({ types: [322, 402, 2] })).toEqual([]);
	});

	it('refuses a count that is not written', () => {
		expect(of({ count: { written: false } })).toEqual(['error']);
	});

	it('refuses a count beyond the array', () => {
		const [finding] = findingsOf(
			judgeRecord(eventTypes, {
				extractEventTypes: reading({ count: { written: true, value: 4 }, types: undefined, readable: 2 }),
			}),
		);
		expect(finding?.message).toBe(
			'plugin_get_extract_event_types says that it has 4 event types, and only 2 of them can be read',
		);
	});

	it('shows a negative count as the unsigned number that Falco sees', () => {
		const [finding] = findingsOf(
			judgeRecord(eventTypes, {
				extractEventTypes: reading({ count: { written: true, value: -1 }, types: undefined }),
			}),
		);
		expect(finding?.message).toContain('4294967295 event types');
	});

	it('warns of NULL with a count, of unused types and of a list without 322', () => {
		expect(of({ array: 0n, count: { written: true, value: 2 } })).toEqual(['warning']);
		expect(of({ types: [322, 17] })).toEqual(['warning']);
		expect(of({ types: [402] })).toEqual(['warning']);
	});

	it('does not ask for 322 where the plugin has no source of its own', () => {
		const description = {
			exported: exportsOf({ without: ['open', 'close', 'next_batch', 'get_id', 'get_event_source'] }),
			id: null,
			eventSource: ABSENT,
		};
		const outcome = judgeRecord(eventTypes, { extractEventTypes: reading({ types: [2, 3] }) }, description);
		expect(findingsOf(outcome)).toEqual([]);
	});

	it('refuses types that do not exist', () => {
		expect(of({ types: [322, 454] })).toEqual(['error']);
	});
});
