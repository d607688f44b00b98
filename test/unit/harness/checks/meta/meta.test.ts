import { describe, expect, it } from 'vitest';
import idRange from '../../../../../harness/checks/meta/id-range.ts';
import nameFormat from '../../../../../harness/checks/meta/name-format.ts';
import sourceName from '../../../../../harness/checks/meta/source-name.ts';
import stringsValid from '../../../../../harness/checks/meta/strings-valid.ts';
import versionFormat from '../../../../../harness/checks/meta/version-format.ts';
import { ABSENT, FAULT, findingsOf, judge, NULL, severitiesOf, text } from '../sound-description.ts';

describe('meta.strings-valid', () => {
	const of = (changes: Parameters<typeof judge>[1]) => severitiesOf(stringsValid, judge(stringsValid, changes));

	it('refuses NULL, unreadable memory, text without end and bytes that are not UTF-8', () => {
		for (const wrong of [
			NULL,
			FAULT,
			{ kind: 'unterminated', latin1: 'x' } as const,
			{ kind: 'text', latin1: '\xe9' } as const,
		]) {
			expect(of({ description: wrong })).toEqual(['error']);
		}
	});

	it('shows the bytes that are not UTF-8', () => {
		const [finding] = findingsOf(judge(stringsValid, { description: { kind: 'text', latin1: 'caf\xe9' } }));
		expect(finding?.observed).toBe('bytes that are not UTF-8: "caf\\xe9"');
	});

	it('refuses an empty name, and warns of an empty description and contact', () => {
		expect(of({ name: text('') })).toEqual(['error']);
		expect(of({ description: text('') })).toEqual(['warning']);
		expect(of({ contact: text('') })).toEqual(['warning']);
	});

	it('takes URLs, hosts without a scheme as in the official plugins, and mail addresses for contacts', () => {
		for (const contact of [
			'https://example.org',
			'github.com/falcosecurity/plugins',
			'a.b@example.org',
			'The team <t@example.org>',
		]) {
			expect(of({ contact: text(contact) }), contact).toEqual([]);
		}
		expect(of({ contact: text('the usual people') })).toEqual(['warning']);
	});

	it('warns of control characters and shows them', () => {
		const [finding] = findingsOf(judge(stringsValid, { name: text('so\u001bund') }));
		expect(finding).toMatchObject({ severity: 'warning', observed: '"so\\x1bund"' });
	});

	it('passes any script', () => {
		expect(of({ description: text('Zählt für die Tests, 数える') })).toEqual([]);
	});

	it('leaves a missing function to abi.required-symbols', () => {
		expect(of({ contact: ABSENT })).toEqual([]);
	});
});

describe('meta.version-format', () => {
	const of = (version: string) => severitiesOf(versionFormat, judge(versionFormat, { version: text(version) }));

	it('passes semantic versions with and without a pre-release', () => {
		expect(of('0.1.0')).toEqual([]);
		expect(of('1.2.3-rc.1')).toEqual([]);
		expect(of('1.2.3rc1')).toEqual(['warning']);
	});

	it('notes build metadata, which Falco overlooks and the release tools refuse', () => {
		expect(of('0.7.1-0.7.0-13+cafe')).toEqual(['info']);
	});

	it('refuses what Falco cannot scan', () => {
		expect(of('1.0')).toEqual(['error']);
		expect(of('v1.0.0')).toEqual(['error']);
		expect(of('')).toEqual(['error']);
	});

	it('warns of what Falco overlooks and the release tools do not', () => {
		expect(of('1.2.3beta')).toEqual(['warning']);
		expect(of('01.2.3')).toEqual(['warning']);
		expect(of('1.2.3.4')).toEqual(['warning']);
	});
});

describe('meta.name-format', () => {
	const of = (name: string, source = 'sound') =>
		severitiesOf(nameFormat, judge(nameFormat, { name: text(name), eventSource: text(source) }));

	it('passes names of the registry', () => {
		expect(of('k8saudit-eks')).toEqual([]);
	});

	it('warns of other characters and suggests a name', () => {
		const [finding] = findingsOf(judge(nameFormat, { name: text('My_Plugin') }));
		expect(finding?.fix).toBe('Call it "my-plugin".');
		expect(of('1password')).toEqual(['warning']);
	});

	it('warns of "plugin" at an end and of "rules"', () => {
		expect(of('github-plugin')).toEqual(['warning']);
		expect(of('plugin-github')).toEqual(['warning']);
		expect(of('rulesync')).toEqual(['warning']);
	});

	it('mentions underscores, unless the name mirrors the source', () => {
		expect(of('dummy_c', 'other')).toEqual(['info']);
		expect(of('dummy_c', 'dummy_c')).toEqual([]);
	});
});

describe('meta.source-name', () => {
	const of = (source: string, id = 42) =>
		severitiesOf(sourceName, judge(sourceName, { id, eventSource: text(source) }));

	it('passes names of the registry, shared ones too', () => {
		expect(of('k8s_audit')).toEqual([]);
	});

	it('refuses syscall in the words of Falco', () => {
		const [finding] = findingsOf(judge(sourceName, { eventSource: text('syscall') }));
		expect(finding?.evidence).toContain("plugin can't implement the reserved event source 'syscall'");
	});

	it('warns of reserved names and of names that the registry does not accept', () => {
		expect(of('internal')).toEqual(['warning']);
		expect(of('plugins')).toEqual(['warning']);
		expect(of('My-Source')).toEqual(['warning']);
	});

	it('leaves a source without an ID to abi.id-source-pair', () => {
		expect(of('syscall', 0)).toEqual([]);
	});
});

describe('meta.id-range', () => {
	const of = (id: number | null) => severitiesOf(idRange, judge(idRange, { id }));

	it('passes public IDs and none', () => {
		expect(of(1)).toEqual([]);
		expect(of(0x3fff_ffff)).toEqual([]);
		expect(of(0)).toEqual([]);
		expect(of(null)).toEqual([]);
	});

	it('mentions the ID for development and private ones', () => {
		expect(of(999)).toEqual(['info']);
		expect(of(0x4000_0000)).toEqual(['info']);
		expect(of(0x7fff_ffff)).toEqual(['info']);
	});

	it('refuses IDs from 2^31 on', () => {
		expect(of(0x8000_0000)).toEqual(['error']);
		expect(of(0xc000_0001)).toEqual(['error']);
	});
});
