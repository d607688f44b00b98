import { describe, expect, it } from 'vitest';
import { buildEntry } from '../../../../src/registry/entry.ts';
import { libraryFacts } from '../../../../src/registry/library.ts';
import {
	type EntryConsistentSubject,
	judgeEntryConsistent,
} from '../../../../src/registry/readiness/entry-consistent.ts';
import { description, text } from '../fixtures/description.ts';
import { verdicts } from '../fixtures/outcome.ts';
import { METADATA } from '../fixtures/ports.ts';

const library = libraryFacts(description(), 'libbuoy.so');
const entry = buildEntry(METADATA, library, 2);
const judge = (changes: Partial<EntryConsistentSubject>) =>
	verdicts(judgeEntryConsistent({ library, fileName: 'libbuoy.so', entry, ...changes }));

describe('judgeEntryConsistent', () => {
	it('passes where all agree', () => {
		expect(judge({})).toEqual([]);
		for (const tag of ['v0.2.0', '0.2.0', 'plugins/buoy/v0.2.0']) expect(judge({ tag })).toEqual([]);
	});

	it('finds an entry with another name', () => {
		const other = libraryFacts(description({ name: text('buoy_c') }), 'libbuoy.so');
		expect(judge({ library: other })).toEqual([
			'the library file is not called after the plugin',
			'the entry and the library disagree on the name',
		]);
	});

	it('finds another file name and another tag', () => {
		expect(judge({ fileName: 'buoy.so' })).toEqual(['the library file is not called after the plugin']);
		expect(judge({ tag: 'v0.1.0' })).toEqual(['the git tag is not the version of the library']);
	});

	it('is skipped where there is nothing to compare with', () => {
		expect(judge({ entry: undefined })).toEqual(['skipped: there is no entry and no tag to compare with']);
	});
});
