import type { RegistryEntry } from './model.ts';

/** Whether an entry is new or one of the author's is changed. */
export type Change = 'register' | 'update';

/** Subject of the commit and title of the pull request, in the registry's convention (facts/registry.md 4.1). */
export function subjectOf(change: Change, name: string): string {
	return `update(registry.yaml): ${change} ${name} plugin`;
}

/**
 * The text of the pull request after the template of falcosecurity/plugins. The commands to the bot stand at column 0,
 * where alone it sees them (facts/registry.md 4.2).
 */
export function pullRequestBody(change: Change, entry: RegistryEntry, version: string): string {
	const { sourcing, extraction } = entry.capabilities;
	const what = change === 'register' ? 'Registers' : 'Updates the entry of';
	const rules = entry.rules_url === undefined ? [] : [`- Rules: ${entry.rules_url}`];
	const extracts = extraction?.sources ?? (sourcing?.source === undefined ? ['all sources'] : [sourcing.source]);
	const capabilities = [
		...(sourcing?.supported === true ? [`- Event sourcing: id ${sourcing.id}, source \`${sourcing.source}\``] : []),
		...(extraction?.supported === true ? [`- Field extraction: ${extracts.join(', ')}`] : []),
	];
	const happy =
		change === 'register' && sourcing?.supported === true
			? ['', `${sourcing.id} is the lowest free id; we will gladly take another one.`]
			: [];
	return [
		'**What type of PR is this?**',
		'',
		'/kind feature',
		'',
		'**Any specific area of the project related to this PR?**',
		'',
		'/area registry',
		'',
		'**What this PR does / why we need it**:',
		'',
		`${what} the plugin \`${entry.name}\` (version ${version}): ${entry.description}`,
		'',
		`- Source: ${entry.url}`,
		...rules,
		`- License: ${entry.license}`,
		...capabilities,
		...happy,
		'',
		'**Special notes for your reviewer**:',
		'',
		`The library of ${entry.name} ${version} reports the name, the id and the event source of this entry, and passed the`,
		'release profile of `plugin-kit test`.',
		'',
	].join('\n');
}

/** A command line as one could type it into a POSIX shell. */
export function quoteCommand(words: readonly string[]): string {
	return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}
