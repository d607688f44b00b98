import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRegistry, checkRegistryOfficially } from '../../../src/registry/check.ts';
import { RULES, renderFinding } from '../../../src/registry/finding.ts';
import { checkOfficially } from '../../../src/registry/official/check.ts';
import { hasLiveRegistry, LIVE_REGISTRY_FILE, REGISTRY } from './fixtures/registries.ts';

const GOOD = REGISTRY.replace(/description: \|\n.*\n.*\n/, 'description: Look below\n');
const lines = (text: string) => checkRegistry(text, 'r.yaml').map(renderFinding);
/** Each finding's rule and what stands in the file from its place to the end of the line. */
const rules = (text: string) =>
	checkRegistry(text, 'r.yaml').map(
		({ rule, line, column }) => `${rule} @ ${text.split('\n')[line - 1]?.slice(column - 1)}`,
	);
const changed = (from: string, to: string) => {
	expect(GOOD).toContain(from);
	return GOOD.replace(from, to);
};

describe('checkRegistry', () => {
	it('finds nothing wrong in a good registry, and tells of a shared source', () => {
		expect(lines(GOOD)).toEqual([
			[
				'r.yaml:82:17: info: the event source `harbour_log` is also that of `harbour` [source-shared]',
				'  That is right only if the events have the same format, so that the same rules and fields fit.',
			].join('\n'),
		]);
	});

	it.skipIf(!hasLiveRegistry)(
		'finds no error in the live registry, and the known flaws of three entries (shared data)',
		() => {
			const findings = checkRegistry(readFileSync(LIVE_REGISTRY_FILE, 'utf8'), 'registry.yaml');
			expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
			const flaws = findings
				.filter(({ severity }) => severity === 'warning')
				.map(({ entry, rule }) => `${entry} ${rule}`);
			expect(flaws).toEqual(['edera contact-address', 'nginx one-line', 'coding_agent one-line']);
		},
	);

	it.each([
		['name: lantern', 'name: Lantern', ['name-form @ Lantern']],
		['name: lantern', 'name: harbour', ['name-unique @ harbour']],
		['name: lantern', 'name: harbour_north', ['name-similar @ harbour-north']],
		['name: lantern', 'name: lantern-rules', ['name-rules @ lantern-rules']],
		['id: 3', 'id: 999', ['id-unique @ 999']],
		['id: 3', 'id: 1073741824', ['id-range @ 1073741824']],
		['        id: 3\n', '', ['id-unique @ supported: true']],
		['id: 3', 'id: "3"', ['type @         id: "3"']],
		['license: MIT', 'license: Apache', ['license @ Apache']],
		['license: MIT', 'licence: MIT', ['schema @ name: lantern', 'schema @ licence: MIT']],
		['url: https://example.org/lantern', 'url: http://example.org/lantern', ['schema @ http://example.org/lantern']],
		['contact: https://example.org/lantern', 'contact: me@example.org', ['contact-address @ me@example.org']],
		['contact: https://example.org/lantern', 'contact: nowhere', ['schema @ nowhere']],
		['description: Light up any event', 'description: a | b', ['table-sign @ a | b']],
		['description: Light up any event', 'description: "C# events"', ['table-sign @ "C# events"']],
		['description: Light up any event', 'description: "two\\nlines"', ['one-line @ "two\\nlines"']],
		['    license: MIT\n', '    license: MIT\n    license: MIT\n', ['syntax @ license: MIT']],
		[
			'      extraction:\n        supported: true\n        sources: [syscall]',
			'      extraction:\n        supported: false',
			['schema @ extraction:'],
		],
	])('reports %j become %j at its place', (from, to, expected) => {
		expect(rules(changed(from, to)).filter((rule) => !rule.startsWith('source-shared'))).toEqual(expected);
	});

	it('gives plain words, the words of the official checker and advice', () => {
		expect(lines(changed('id: 3', 'id: 1'))[0]).toBe(
			[
				'r.yaml:81:13: error: the id 1 belongs to `harbour` [id-unique]',
				"  the official checker: source ID is not unique: '1'",
			].join('\n'),
		);
		expect(lines(changed('rules_url: https', 'rule_url: https'))[0]).toBe(
			[
				'r.yaml:37:5: error: unknown key `rule_url`: is `rules_url` meant? [schema]',
				'  The official checker passes over it, so what it says is lost.',
			].join('\n'),
		);
	});

	it.each([
		[
			'plugins:\n  source:\n    - {id: 1, source: a, name: a}\n  extractor: []\n',
			'layout @ source:',
			'the layout of before May 2022',
		],
		['plugins:\n  - name: a\n    id: 1\n    source: a\n', 'layout @ name: a', '`id` and `source` beside its name'],
		['- name: a\n', 'layout @ - name: a', 'no plugin registry'],
		['', 'layout @ ', 'no plugin registry'],
		['plugins:\n  - name: a: b\n', 'syntax @ a: b', 'not allowed'],
		['plugins: &a\n  - *a\n', 'syntax', ''],
	])('explains %j in one finding', (text, place, words) => {
		const findings = checkRegistry(text, 'r.yaml');
		expect(findings.length).toBeGreaterThan(0);
		if (words !== '') {
			expect(findings).toHaveLength(1);
			expect(rules(text)).toEqual([place]);
			expect(findings[0]?.message).toContain(words);
		}
	});

	it('survives any text, and is never milder than the official checker', () => {
		const piece = fc.oneof(
			fc.constantFrom(
				': ',
				'- ',
				'*a',
				'&a ',
				'<<',
				'!x ',
				'{',
				']',
				'|\n',
				'\t',
				'"',
				'999',
				'yes',
				'~',
				'\n',
				'...\n',
				'---\n',
			),
			fc.string({ maxLength: 6 }),
		);
		const edit = fc.record({ at: fc.nat(GOOD.length), cut: fc.nat(12), piece });
		fc.assert(
			fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
				let text = GOOD;
				for (const { at, cut, piece: added } of edits) text = text.slice(0, at) + added + text.slice(at + cut);
				const errors = checkRegistry(text, 'r.yaml').filter(({ severity }) => severity === 'error');
				if (!checkOfficially(text).ok) expect(errors.length, text).toBeGreaterThan(0);
			}),
			{ numRuns: 400 },
		);
	});

	it('names only rules that have a title', () => {
		const found = checkRegistry(REGISTRY.replace('id: 3', 'id: 999'), 'r.yaml');
		expect(found.length).toBeGreaterThan(0);
		for (const { rule } of found) expect(Object.keys(RULES)).toContain(rule);
	});
});

describe('checkRegistryOfficially', () => {
	it('is silent where the official checker is', () => {
		expect(checkRegistryOfficially(REGISTRY, 'r.yaml')).toEqual([]);
	});

	it('has one finding in the words of the official checker', () => {
		const findings = checkRegistryOfficially(REGISTRY.replace('name: lantern', 'name: Lantern'), 'r.yaml');
		expect(findings.map(({ official, line }) => [official, line])).toEqual([
			["plugin name does follow the naming convention: 'Lantern'", 51],
		]);
	});
});
