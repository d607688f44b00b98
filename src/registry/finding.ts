import type { Severity } from '../../harness/protocol/verdict.ts';
import type { Position } from './document.ts';

/** The rules of `registry check`; each finding names its rule. */
export const RULES = {
	syntax: 'the file is YAML',
	layout: 'the file has the layout of today',
	type: 'every value has the type that the official checker reads',
	schema: 'every entry has the keys and the forms of the schema',
	'name-form': 'a name is lower case and begins with a letter',
	'name-unique': 'a name is there once',
	'name-similar': 'no two names differ only in hyphens and underscores',
	'name-rules': 'a name does not contain `rules`',
	'id-range': 'an id is in the public range',
	'id-unique': 'an id is there once',
	'source-reserved': 'an event source is not one of the reserved ones',
	'source-form': 'an event source has the form that Falco takes',
	'source-shared': 'plugins that share an event source have agreed on its events',
	'one-line': 'a text fits in one row of the tables made from it',
	'table-sign': 'a text has no sign that breaks the tables made from it',
	'contact-address': 'a contact is a web address',
	license: 'a licence is an SPDX identifier',
} as const;

export type RegistryRule = keyof typeof RULES;

/** What is wrong at one place of a registry file. */
export interface RegistryFinding extends Position {
	rule: RegistryRule;
	severity: Severity;
	message: string;
	/** What the official checker prints after `error: `, where it finds the same. */
	official?: string;
	fix?: string;
	/** Name of the entry. */
	entry?: string;
	file: string;
}

/** `file:line:column: severity: message [rule]`, the form that editors and terminals make a link of. */
export function renderFinding(finding: RegistryFinding): string {
	const { file, line, column, severity, message, rule, official, fix } = finding;
	const lines = [`${file}:${line}:${column}: ${severity}: ${message} [${rule}]`];
	if (official !== undefined) lines.push(`  the official checker: ${official.replaceAll('\n', '\n  ')}`);
	if (fix !== undefined) lines.push(`  ${fix}`);
	return lines.join('\n');
}
