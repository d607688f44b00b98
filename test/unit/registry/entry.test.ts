import { describe, expect, it } from 'vitest';
import type { Description } from '../../../harness/subjects.ts';
import { buildEntry, compareWithLibrary } from '../../../src/registry/entry.ts';
import { libraryFacts } from '../../../src/registry/library.ts';
import { description, text } from './fixtures/description.ts';
import { METADATA } from './fixtures/ports.ts';

const facts = (changes: Partial<Description> = {}) => libraryFacts(description(changes), 'libbuoy.so');
const capabilities = (changes: Partial<Description>) => buildEntry(METADATA, facts(changes), 2).capabilities;

describe('buildEntry', () => {
	it('takes the facts from the library and the words from the author', () => {
		expect(buildEntry(METADATA, facts(), 2)).toMatchObject({
			name: 'buoy',
			description: 'Read what buoys say',
			contact: 'https://example.org/buoy/issues',
			license: 'Apache-2.0',
			capabilities: { sourcing: { supported: true, id: 2, source: 'buoy' }, extraction: { supported: true } },
		});
		expect(buildEntry({ ...METADATA, description: 'Better words' }, facts(), 2).description).toBe('Better words');
	});

	it('names the sources of an extraction only where they are not its own source', () => {
		const sources = (list: string[]) =>
			capabilities({ extractEventSources: text(JSON.stringify(list)) }).extraction?.sources;
		expect(sources(['buoy'])).toBeUndefined();
		expect(sources([])).toBeUndefined();
		expect(sources(['syscall'])).toEqual(['syscall']);
		expect(sources(['buoy', 'syscall'])).toEqual(['buoy', 'syscall']);
	});

	it('has no sourcing for a plugin without a source of its own', () => {
		expect(capabilities({ id: null, eventSource: { kind: 'absent' } }).sourcing).toBeUndefined();
		expect(capabilities({ capabilities: ['source'] }).extraction).toBeUndefined();
	});
});

describe('compareWithLibrary', () => {
	const entry = buildEntry(METADATA, facts(), 2);

	it('finds nothing where both say the same', () => {
		expect(compareWithLibrary(entry, facts())).toEqual([]);
	});

	it.each<[string, Partial<Description>, string, string]>([
		['name', { name: text('boje') }, 'buoy', 'boje'],
		['id', { id: 999 }, '2', '999'],
		['event source', { eventSource: text('boje') }, 'buoy', 'boje'],
		['field extraction', { capabilities: ['source'] }, 'yes', 'no'],
		['event sourcing', { capabilities: ['extract'], eventSource: { kind: 'absent' } }, 'yes', 'no'],
		['sources of the extraction', { extractEventSources: text('["syscall"]') }, 'buoy', 'syscall'],
	])('finds another %s', (what, changes, says, library) => {
		expect(compareWithLibrary(entry, facts(changes))).toContainEqual({ what, entry: says, library });
	});
});
