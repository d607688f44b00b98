import { describe, expect, it } from 'vitest';
import type { ApiFunction } from '../../../../../harness/abi/symbols.ts';
import schemaVersion from '../../../../../harness/checks/abi/schema-version.ts';
import type { EventTypesReading } from '../../../../../harness/record.ts';
import { ABSENT, exportsOf, findingsOf, judgeRecord, NULL, severitiesOf, text } from '../sound-description.ts';

const listed = (...types: number[]): EventTypesReading => ({
	count: { written: true, value: types.length },
	array: 4096n,
	types,
	readable: types.length,
});
const SOURCE: ApiFunction[] = ['get_id', 'get_event_source', 'open', 'close', 'next_batch'];
/** An extractor without a source of its own. */
const extractor = { exported: exportsOf({ without: SOURCE }), id: null, eventSource: ABSENT };
const DRIVERS = { extractEventSources: text('["syscall"]') };

describe('abi.schema-version', () => {
	it('asks nothing of a plugin that gets only the events of its own source', () => {
		expect(findingsOf(judgeRecord(schemaVersion, {}))).toEqual([]);
		expect(findingsOf(judgeRecord(schemaVersion, {}, { extractEventSources: NULL }))).toEqual([]);
	});

	it('asks nothing of an extractor that lists 322 alone, as those of the Go SDK do', () => {
		const record = { extractEventTypes: listed(322) };
		expect(findingsOf(judgeRecord(schemaVersion, record, { ...extractor, extractEventSources: NULL }))).toEqual([]);
	});

	it('asks nothing of an extractor of other plugin sources', () => {
		expect(
			findingsOf(judgeRecord(schemaVersion, {}, { ...extractor, extractEventSources: text('["k8s_audit"]') })),
		).toEqual([]);
	});

	it('refuses an extractor for all sources or for syscall that declares nothing', () => {
		for (const extractEventSources of [NULL, text('[]'), text('["syscall"]')]) {
			const outcome = judgeRecord(schemaVersion, {}, { ...extractor, extractEventSources });
			expect(severitiesOf(schemaVersion, outcome)).toEqual(['error']);
		}
	});

	it('counts every listed type but 322, async events too', () => {
		expect(findingsOf(judgeRecord(schemaVersion, { extractEventTypes: listed(322, 402) }, DRIVERS))).toHaveLength(1);
	});

	it('asks nothing of a plugin that Falco does not put beside a driver, whatever types it lists', () => {
		expect(findingsOf(judgeRecord(schemaVersion, { extractEventTypes: listed(322, 402) }))).toEqual([]);
	});

	it('is not judged where init fails, since Falco asks after it', () => {
		const init = { rc: { written: true, value: 1 } as const, state: 4096n, error: null };
		expect(judgeRecord(schemaVersion, { init, extractEventTypes: listed(2) }, DRIVERS)).toMatchObject({
			kind: 'skipped',
		});
	});

	it('accepts a schema of the major of the host, not newer', () => {
		const declared = (version: string) =>
			severitiesOf(
				schemaVersion,
				judgeRecord(schemaVersion, { extractEventTypes: listed(2), schemaVersion: text(version) }, DRIVERS),
			);
		expect(declared('4.0.0')).toEqual([]);
		expect(declared('4.5.1')).toEqual([]);
		expect(declared('4.6.0')).toEqual(['error']);
		expect(declared('3.0.0')).toEqual(['error']);
		expect(declared('4')).toEqual(['error']);
		expect(declared('4.0.0x')).toEqual(['warning']);
	});

	it('says nothing where init fails, so that no state could be asked', () => {
		const init = { rc: { written: true, value: 1 }, state: 1n, error: null } as const;
		expect(judgeRecord(schemaVersion, { init }, { ...extractor, extractEventSources: NULL }).kind).toBe('skipped');
	});

	it('takes NULL for nothing declared', () => {
		const outcome = judgeRecord(schemaVersion, { extractEventTypes: listed(2), schemaVersion: NULL }, DRIVERS);
		expect(findingsOf(outcome)[0]?.evidence).toContain('Falco assumes 3.0.0');
	});

	it('only warns where the Falco in question does not compare', () => {
		const falco = { release: '0.41.3', eventSchema: '3.6.1', checksEventSchema: false };
		const outcome = judgeRecord(
			schemaVersion,
			{ extractEventTypes: listed(2), schemaVersion: text('4.0.0') },
			DRIVERS,
			falco,
		);
		expect(severitiesOf(schemaVersion, outcome)).toEqual(['warning']);
	});
});
