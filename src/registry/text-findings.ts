import spdxIds from 'spdx-license-ids/index.json' with { type: 'json' };
import type { RegistryFinding, RegistryRule } from './finding.ts';
import type { OfficialRegistry } from './official/decode.ts';

/** Takes what is found: rule, severity, index of the entry, path in it, what is wrong, what to do. */
export type Report = (
	rule: RegistryRule,
	severity: RegistryFinding['severity'],
	index: number,
	path: readonly string[],
	message: string,
	fix?: string,
) => void;

const KNOWN_LICENSES = new Set<string>(spdxIds);

/**
 * Looks at what no schema and no official rule sees: texts that break the tables made from the file, licences that SPDX
 * does not know, names and sources that look alike (facts/registry.md 1.4 and 7). `values` is the plain content.
 */
export function textFindings(registry: OfficialRegistry, values: unknown, report: Report): void {
	const names = new Map<string, string>();
	const sources = new Map<string, string[]>();
	for (const [index, { name, contact, license, sourcing }] of registry.plugins.entries()) {
		const alike = name.replaceAll('_', '-');
		const other = names.get(alike);
		if (other !== undefined && other !== name)
			report('name-similar', 'warning', index, ['name'], `the name \`${name}\` is easily taken for \`${other}\``);
		names.set(alike, name);
		if (name.includes('rules'))
			report(
				'name-rules',
				'warning',
				index,
				['name'],
				`the name \`${name}\` contains \`rules\``,
				"The registry's packager takes its archives for rules and skips them.",
			);
		if (contact.includes('@') && !contact.includes('://'))
			report(
				'contact-address',
				'warning',
				index,
				['contact'],
				`the contact \`${contact}\` becomes a broken link in the tables`,
				'Give a web address, such as the page of the issues.',
			);
		if (license !== '' && !KNOWN_LICENSES.has(license))
			report(
				'license',
				'error',
				index,
				['license'],
				`\`${license}\` is not an SPDX licence identifier`,
				'See https://spdx.org/licenses.',
			);
		const sharers = sources.get(sourcing.source) ?? [];
		if (sourcing.supported && sourcing.source !== '') {
			if (sharers.length > 0)
				report(
					'source-shared',
					'info',
					index,
					['capabilities', 'sourcing', 'source'],
					`the event source \`${sourcing.source}\` is also that of ${sharers.map((sharer) => `\`${sharer}\``).join(', ')}`,
					'That is right only if the events have the same format, so that the same rules and fields fit.',
				);
			sources.set(sourcing.source, [...sharers, name]);
		}
	}
	const plugins = (values as { plugins?: unknown } | null)?.plugins;
	if (Array.isArray(plugins)) for (const [index, entry] of plugins.entries()) checkTexts(entry, index, [], report);
}

function checkTexts(value: unknown, index: number, path: readonly string[], report: Report): void {
	if (typeof value === 'string') checkText(value, index, path, report);
	if (typeof value !== 'object' || value === null) return;
	for (const [key, item] of Object.entries(value)) checkTexts(item, index, [...path, key], report);
}

/** Keys whose text goes into the README's table as it is. */
const IN_TABLE = new Set(['name', 'description', 'authors', 'contact', 'url', 'license']);

function checkText(text: string, index: number, path: readonly string[], report: Report): void {
	const key = path[0] ?? '';
	const shown = `\`${path.join('.')}\``;
	if (/[\r\n]/.test(text.trim()) || (IN_TABLE.has(key) && /[\r\n]/.test(text)))
		report(
			'one-line',
			'warning',
			index,
			path,
			`${shown} is more than one line, so its row of the README's table falls apart`,
			'Write it as one line, without `|` or `>`.',
		);
	if (IN_TABLE.has(key) && text.includes('|'))
		report('table-sign', 'warning', index, path, `${shown} has a \`|\`, which ends a column of the README's table`);
	if (text.includes('#'))
		report(
			'table-sign',
			'warning',
			index,
			path,
			`${shown} has a \`#\`, at which the table on falco.org cuts off the line`,
		);
}
