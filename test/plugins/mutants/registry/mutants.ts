import type { ReleaseCheckId } from '../../../../harness/define-check.ts';
import type { Severity, Verdict } from '../../../../harness/protocol/verdict.ts';
import type { ReleaseFolder } from './project.ts';

/** A release with one fault, and what the harness has to say about it. */
export interface ReleaseMutant {
	name: string;
	check: ReleaseCheckId;
	verdict: Verdict;
	severity: Severity;
	/** What the message must contain. */
	says: string;
	/** Flags for the compiler of the library, beside those of the release without a fault. */
	cflags?: readonly string[];
	/** Makes the fault in the project, where the library does not have it. */
	damage?: (release: ReleaseFolder) => void;
}

/** The release of the good plugin with one deviation each; `project.ts` makes the one without a fault. */
export const RELEASE_MUTANTS: readonly ReleaseMutant[] = [
	{
		name: 'entry-name',
		check: 'registry.entry-consistent',
		verdict: 'fail',
		severity: 'error',
		says: 'disagree on the name',
		damage: ({ edit }) => edit('plugin-kit.yaml', 'name: good', 'name: goods'),
	},
	{
		name: 'entry-source',
		check: 'registry.entry-consistent',
		verdict: 'fail',
		severity: 'error',
		says: 'disagree on the event source',
		damage: ({ edit }) => edit('registry/registry.yaml', 'source: good', 'source: goods'),
	},
	{
		name: 'entry-tag',
		check: 'registry.entry-consistent',
		verdict: 'fail',
		severity: 'error',
		says: 'the git tag is not the version of the library',
		damage: ({ tag }) => tag('v0.2.0'),
	},
	{
		name: 'id-of-another',
		check: 'registry.id-available',
		verdict: 'fail',
		severity: 'error',
		says: 'the id 2 belongs to better',
		damage: ({ edit }) => edit('registry/registry.yaml', 'name: good', 'name: better'),
	},
	{
		name: 'id-for-development',
		check: 'registry.id-available',
		verdict: 'warning',
		severity: 'warning',
		says: '999 is the id for development',
		cflags: ['-UGOOD_ID', '-DGOOD_ID=999'],
		damage: ({ edit, replace }) => {
			edit('registry/registry.yaml', 'name: good', 'name: better');
			replace('previous');
		},
	},
	{
		name: 'licence',
		check: 'registry.entry-complete',
		verdict: 'warning',
		severity: 'warning',
		says: 'Apache',
		damage: ({ edit }) => edit('plugin-kit.yaml', 'license: Apache-2.0', 'license: Apache'),
	},
	{
		name: 'secret',
		check: 'registry.entry-complete',
		verdict: 'warning',
		severity: 'warning',
		says: 'a secret in plain text: api_key',
		cflags: [
			'-DGOOD_SCHEMA="{\\"type\\":\\"object\\",\\"properties\\":{\\"api_key\\":{\\"type\\":\\"string\\",\\"title\\":\\"Key\\",\\"description\\":\\"Key of the service\\"}}}"',
		],
	},
	{
		name: 'archive-folder',
		check: 'registry.archive-layout',
		verdict: 'fail',
		severity: 'error',
		says: 'is not at the root of the archive',
		damage: ({ pack }) => pack('plugins/libgood.so'),
	},
	{
		name: 'readme-field',
		check: 'registry.readme-fields',
		verdict: 'warning',
		severity: 'warning',
		says: 'does not list the field `good.user`',
		damage: ({ edit }) => edit('README.md', /\| `good\.user`.*\n/, ''),
	},
	{
		name: 'rules-field',
		check: 'registry.rules-consistent',
		verdict: 'fail',
		severity: 'error',
		says: 'there is no field good.username',
		damage: ({ edit }) => edit('rules/good_rules.yaml', 'good.user =', 'good.username ='),
	},
	{
		name: 'rules-macro',
		check: 'registry.rules-consistent',
		verdict: 'fail',
		severity: 'error',
		says: 'good.okay',
		damage: ({ edit }) => edit('rules/good_rules.yaml', 'good.ok =', 'good.okay ='),
	},
	{
		name: 'rules-version',
		check: 'registry.rules-consistent',
		verdict: 'fail',
		severity: 'error',
		says: "is not compatible with required plugin version '9.9.9'",
		damage: ({ edit }) => edit('rules/good_rules.yaml', 'version: 0.1.0', 'version: 9.9.9'),
	},
	{
		name: 'removed-field',
		check: 'registry.semver-diff',
		verdict: 'warning',
		severity: 'warning',
		says: 'the field good.gone is gone',
		damage: ({ replace }) => replace('previous', 'with-one-field-more'),
	},
];
