import { describe, expect, it } from 'vitest';
import { buildEntry, type EntryMetadata } from '../../../../src/registry/entry.ts';
import { libraryFacts } from '../../../../src/registry/library.ts';
import { judgeEntryComplete } from '../../../../src/registry/readiness/entry-complete.ts';
import { description } from '../fixtures/description.ts';
import { verdicts } from '../fixtures/outcome.ts';
import { METADATA } from '../fixtures/ports.ts';

const library = libraryFacts(description(), 'libbuoy.so');
const judge = (changes: Partial<EntryMetadata>, initSchema?: object | string) =>
	verdicts(
		judgeEntryComplete({
			entry: buildEntry({ ...METADATA, ...changes }, library, 2),
			initSchema: typeof initSchema === 'object' ? JSON.stringify(initSchema) : initSchema,
		}),
	);
const described = { title: 'T', description: 'D' };

describe('judgeEntryComplete', () => {
	it('passes a full entry with a described schema', () => {
		expect(judge({})).toEqual([]);
		expect(judge({}, { type: 'object', properties: { depth: { type: 'integer', ...described } } })).toEqual([]);
	});

	it.each<[Partial<EntryMetadata>, string[]]>([
		[{ license: 'Apache' }, ['warning: the entry: `Apache` is not an SPDX licence identifier']],
		[{ license: undefined }, ['the entry: `license` is missing']],
		[{ authors: undefined }, ['the entry: `authors` is missing']],
		[{ url: 'http://example.org' }, ['the entry: `url` has not the right form: "http://example.org"']],
		[
			{ maintainers: undefined, keywords: undefined },
			['the entry has no `maintainers`', 'the entry has no `keywords`'],
		],
		[
			{ description: 'a | b' },
			["warning: the entry: `description` has a `|`, which ends a column of the README's table"],
		],
		[
			{ contact: 'me@example.org' },
			['warning: the entry: the contact `me@example.org` becomes a broken link in the tables'],
		],
	])('finds %j', (changes, expected) => {
		expect(judge(changes)).toEqual(expected);
	});

	it('finds a secret in the configuration, also in depth, and lets the name of a file pass', () => {
		const properties = {
			api_key: { type: 'string', ...described },
			api_key_file: { type: 'string', ...described },
			login: { type: 'object', ...described, properties: { Password: { type: 'string', ...described } } },
			maxTokens: { type: 'integer', ...described },
		};
		expect(judge({}, { type: 'object', properties })).toEqual([
			'the configuration takes what looks like a secret in plain text: api_key',
			'the configuration takes what looks like a secret in plain text: login.Password',
		]);
	});

	it('tells which properties have no title or description', () => {
		expect(judge({}, { type: 'object', properties: { a: {}, b: described, c: { title: 'T' } } })).toEqual([
			'info: the configuration schema has no title or no description for a, c',
		]);
	});

	it('leaves a schema that is no JSON to its own check', () => {
		expect(judge({}, '{')).toEqual([]);
	});
});
