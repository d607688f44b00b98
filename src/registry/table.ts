import type { OfficialEntry, OfficialRegistry } from './official/decode.ts';

/**
 * The table of the registry's README, byte for byte as the official generator writes it: no closing pipe in the first
 * line, nothing escaped, two spaces before the line break (facts/registry.md 2.1).
 */
export function renderTable(registry: OfficialRegistry): string {
	const rows = ['| Name | Capabilities | Description', '| --- | --- | --- |', ...registry.plugins.map(renderRow)];
	return `${rows.join('\n')}\n`;
}

/** One row of the table, without its line end. */
function renderRow(entry: OfficialEntry): string {
	const name = linked(entry.name, entry.url);
	const authors = linked(entry.authors, entry.contact);
	const description = orNotAvailable(entry.description);
	const license = orNotAvailable(entry.license);
	return `| ${name} | ${capabilities(entry)} | ${description}  <br/><br/> Authors: ${authors} <br/> License: ${license} |`;
}

function linked(text: string, address: string): string {
	return address === '' ? orNotAvailable(text) : `[${orNotAvailable(text)}](${address})`;
}

function orNotAvailable(text: string): string {
	return text === '' ? 'N/A' : text;
}

function capabilities({ sourcing, extraction }: OfficialEntry): string {
	const parts: string[] = [];
	if (sourcing.supported) parts.push(`**Event Sourcing** <br/>ID: ${sourcing.id} <br/>\`${sourcing.source}\``);
	if (extraction.supported) {
		const own = sourcing.supported ? [sourcing.source] : [];
		const sources = extraction.sources.length > 0 ? extraction.sources : own;
		const shown = sources.length > 0 ? sources.map((source) => `\`${source}\``).join(', ') : '*All Sources*';
		parts.push(`**Field Extraction** <br/> ${shown}`);
	}
	return parts.join(' <br/>');
}
