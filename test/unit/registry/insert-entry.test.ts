import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { orderedEntry } from '../../../src/registry/entry-text.ts';
import { insertEntry } from '../../../src/registry/insert-entry.ts';
import type { RegistryEntry } from '../../../src/registry/model.ts';
import { checkOfficially } from '../../../src/registry/official/check.ts';
import { arbitraryEntry, arbitraryRegistry } from './fixtures/arbitrary.ts';
import { hasLiveRegistry, LIVE_REGISTRY_FILE, REGISTRY } from './fixtures/registries.ts';

const ENTRY: RegistryEntry = {
	name: 'acme-audit',
	description: 'Read ACME audit events and let Falco rules match them',
	authors: 'Jane Roe',
	contact: 'https://example.org/acme-audit/issues',
	maintainers: [{ name: 'Jane Roe', email: 'jane@example.org' }],
	keywords: ['acme', 'audit'],
	url: 'https://example.org/acme-audit',
	rules_url: 'https://example.org/acme-audit/rules',
	license: 'Apache-2.0',
	capabilities: {
		sourcing: { supported: true, id: 29, source: 'acme_audit' },
		extraction: { supported: true, sources: ['acme_audit', 'syscall'] },
	},
};

const BLOCK = `  - name: acme-audit
    description: Read ACME audit events and let Falco rules match them
    authors: Jane Roe
    contact: https://example.org/acme-audit/issues
    maintainers:
      - name: Jane Roe
        email: jane@example.org
    keywords:
      - acme
      - audit
    url: https://example.org/acme-audit
    rules_url: https://example.org/acme-audit/rules
    license: Apache-2.0
    capabilities:
      sourcing:
        supported: true
        id: 29
        source: acme_audit
      extraction:
        supported: true
        sources: [acme_audit, syscall]
`;

/** The text that was added, where the old text is still there in one or two pieces around it. */
function addition(before: string, after: string): string {
	let start = 0;
	while (start < before.length && before[start] === after[start]) start++;
	const rest = before.length - start;
	expect(after.slice(after.length - rest)).toBe(before.slice(start));
	return after.slice(start, after.length - rest);
}

describe('insertEntry', () => {
	it('appends the block of the entry in the manner of the live file', () => {
		expect(insertEntry(REGISTRY, ENTRY, 'registry.yaml')).toBe(REGISTRY + BLOCK);
	});

	it.skipIf(!hasLiveRegistry)('adds exactly one block to the live registry (shared data)', () => {
		const live = readFileSync(LIVE_REGISTRY_FILE, 'utf8');
		const after = insertEntry(live, ENTRY, 'registry.yaml');
		expect(after).toBe(live + BLOCK);
		expect(checkOfficially(after).ok).toBe(true);
	});

	it('continues a file without a final newline on a new line', () => {
		const after = insertEntry(REGISTRY.trimEnd(), ENTRY, 'registry.yaml');
		expect(after).toBe(`${REGISTRY.trimEnd()}\n${BLOCK}`);
	});

	it('writes CRLF where the file has it', () => {
		const crlf = REGISTRY.replaceAll('\n', '\r\n');
		expect(insertEntry(crlf, ENTRY, 'registry.yaml')).toBe(crlf + BLOCK.replaceAll('\n', '\r\n'));
	});

	it('stays in the list when other keys follow it, and lets comments of the last entry be its own', () => {
		const text =
			'plugins:\n- name: a\n  capabilities: {extraction: {supported: true}}\n  # of a\n\n# of zone\nzone: north\n';
		const after = insertEntry(text, { ...ENTRY, maintainers: undefined, keywords: undefined }, 'registry.yaml');
		expect(parse(after).plugins).toHaveLength(2);
		expect(after.startsWith(text.slice(0, text.indexOf('\n# of zone')))).toBe(true);
		expect(after.endsWith('\n\n# of zone\nzone: north\n')).toBe(true);
	});

	it('keeps the blank lines that a block scalar of the last entry holds', () => {
		const text = 'plugins:\n  - capabilities: {}\n    name: a\n    description: |+\n      one\n\n\n';
		const after = insertEntry(text, ENTRY, 'registry.yaml');
		expect(after).toBe(text + BLOCK);
	});

	it.each([
		['plugins: [{name: a, capabilities: {}}]\n', 'written in a way that no entry can be added to'],
		['plugins: []\n', 'written in a way that no entry can be added to'],
		['plugins:\n  source:\n    - name: a\n', 'the layout of before May 2022'],
		['plugins:\n  - name: a\n    id: 1\n', 'has `id` beside its name'],
		['a: b\n', 'no plugin registry'],
		['', 'no plugin registry'],
		['plugins:\n  - name: a\n   b: c\n', 'registry.yaml:3:1:'],
	])('refuses %j in one line', (text, words) => {
		expect(() => insertEntry(text, ENTRY, 'registry.yaml')).toThrow(words);
	});

	it('adds to any registry and changes no other byte', () => {
		fc.assert(
			fc.property(arbitraryRegistry, arbitraryEntry, ({ text, entries }, entry) => {
				const after = insertEntry(text, entry, 'registry.yaml');
				const added = addition(text, after);
				expect(after.length).toBe(text.length + added.length);
				const plain = [...entries, entry].map((item) => JSON.parse(JSON.stringify(orderedEntry(item))));
				for (const version of ['1.1', '1.2'] as const) {
					expect(parse(after, { version, logLevel: 'silent' }).plugins.at(-1)).toEqual(plain.at(-1));
				}
				expect(parse(after).plugins).toEqual(plain);
			}),
			{ numRuns: 300 },
		);
	});
});
