import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { orderedEntry } from '../../../src/registry/entry-text.ts';
import type { RegistryEntry } from '../../../src/registry/model.ts';
import { updateEntry } from '../../../src/registry/update-entry.ts';
import { arbitraryEntry, arbitraryRegistry } from './fixtures/arbitrary.ts';
import { REGISTRY } from './fixtures/registries.ts';

const HARBOUR: RegistryEntry = parse(REGISTRY).plugins[2];

/** Lines of the one text that are not in the other at the same place, by the longest equal head and tail. */
function changedLines(before: string, after: string): { removed: string[]; added: string[] } {
	const a = before.split('\n');
	const b = after.split('\n');
	let head = 0;
	while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++;
	let tail = 0;
	while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
	return { removed: a.slice(head, a.length - tail), added: b.slice(head, b.length - tail) };
}

const defined = (capabilities: RegistryEntry['capabilities']): RegistryEntry['capabilities'] =>
	Object.fromEntries(Object.entries(capabilities).filter(([, capability]) => capability !== undefined));

describe('updateEntry', () => {
	it('changes one line for one value', () => {
		const after = updateEntry(REGISTRY, { ...HARBOUR, description: 'New words: and a colon' }, 'r.yaml');
		expect(changedLines(REGISTRY, after)).toEqual({
			removed: ['    description: Read the audit log of a harbour'],
			added: ['    description: "New words: and a colon"'],
		});
	});

	it('changes the id where it stands', () => {
		const capabilities = { ...HARBOUR.capabilities, sourcing: { supported: true, id: 4, source: 'harbour_log' } };
		const after = updateEntry(REGISTRY, { ...HARBOUR, capabilities }, 'r.yaml');
		expect(changedLines(REGISTRY, after)).toEqual({ removed: ['        id: 1'], added: ['        id: 4'] });
	});

	it('adds and removes whole keys at their place, and keeps the signature', () => {
		const { rules_url: _, signature: __, ...rest } = HARBOUR;
		const without = updateEntry(REGISTRY, rest, 'r.yaml');
		expect(changedLines(REGISTRY, without)).toEqual({
			removed: ['    rules_url: https://example.org/harbour/rules'],
			added: [],
		});
		expect(updateEntry(without, HARBOUR, 'r.yaml')).toBe(REGISTRY);
	});

	it('leaves a comment beside a value and turns a block text into one line', () => {
		const keel = parse(REGISTRY).plugins[4];
		const after = updateEntry(REGISTRY, { ...keel, authors: 'Two people', description: 'One line' }, 'r.yaml');
		expect(after).toContain('    description: One line\n    authors: Two people # with an accent\n');
	});

	it('says when there is no such entry', () => {
		expect(() => updateEntry(REGISTRY, { ...HARBOUR, name: 'nobody' }, 'r.yaml')).toThrow(
			'r.yaml has no entry called nobody',
		);
	});

	it('lets a capability stay that the entry denies', () => {
		const north = parse(REGISTRY).plugins[5];
		const { extraction: _, ...capabilities } = north.capabilities;
		expect(updateEntry(REGISTRY, { ...north, capabilities }, 'r.yaml')).toBe(REGISTRY);
	});

	it('returns the same text when nothing differs', () => {
		expect(updateEntry(REGISTRY, HARBOUR, 'r.yaml')).toBe(REGISTRY);
	});

	it('edits any entry of any registry and changes no byte outside of it', () => {
		fc.assert(
			fc.property(arbitraryRegistry, arbitraryEntry, fc.nat(), ({ text, entries }, wanted, pick) => {
				const index = pick % entries.length;
				const old = entries[index] as RegistryEntry;
				const denied =
					old.capabilities.extraction?.supported === false ? { extraction: old.capabilities.extraction } : {};
				const entry = { ...wanted, name: old.name, capabilities: { ...denied, ...defined(wanted.capabilities) } };
				const after = updateEntry(text, entry, 'r.yaml');
				const plain = (item: RegistryEntry) => JSON.parse(JSON.stringify(orderedEntry(item)));
				expect(parse(after).plugins).toEqual(entries.map((item, position) => plain(position === index ? entry : item)));
				const dash = (name: string | undefined) => text.search(new RegExp(`- +name: ${name}\\r?$`, 'm'));
				const start = dash(old.name);
				if (start > 0) expect(after.slice(0, start)).toBe(text.slice(0, start));
				const end = dash(entries[index + 1]?.name);
				if (end > 0) expect(after.endsWith(text.slice(end))).toBe(true);
				const comments = (value: string) => value.match(/^#.*$/gm) ?? [];
				expect(comments(after)).toEqual(comments(text));
			}),
			{ numRuns: 300 },
		);
	});
});
