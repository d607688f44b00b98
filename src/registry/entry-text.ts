import { Document, isMap, isPair, isSeq, visit } from 'yaml';
import { ENTRY_KEYS, type RegistryEntry } from './model.ts';

/** How a piece of YAML is set into a file. */
export interface Setting {
	/** Columns before the first character of each line. */
	indent: number;
	newline: '\n' | '\r\n';
}

/** An entry with only the keys that have a value, in the order in which they are written. */
export function orderedEntry(entry: RegistryEntry): Record<string, unknown> {
	const { sourcing, extraction } = entry.capabilities;
	const capabilities = withoutGaps({
		sourcing: sourcing && withoutGaps({ supported: sourcing.supported, id: sourcing.id, source: sourcing.source }),
		extraction: extraction && withoutGaps({ supported: extraction.supported, sources: extraction.sources }),
	});
	const maintainers = entry.maintainers?.map(({ name, email }) => withoutGaps({ name, email }));
	const values: Record<string, unknown> = { ...entry, maintainers, capabilities };
	return withoutGaps(Object.fromEntries(ENTRY_KEYS.map((key) => [key, values[key]])));
}

function withoutGaps(values: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/**
 * A value as block YAML in the manner of the live file: plain one-line texts, lists indented below their key, the
 * sources of an extraction in one line (facts/registry.md section 6). What YAML 1.1 and 1.2 read differently is quoted.
 * Every line is indented and ends in a line end.
 */
export function renderYaml(value: unknown, { indent, newline }: Setting): string {
	const document = new Document(value, { compat: 'yaml-1.1' });
	visit(document, {
		Pair(_, pair) {
			if (isPair(pair) && String(pair.key) === 'sources' && isSeq(pair.value)) pair.value.flow = true;
		},
	});
	const text = document.toString({ lineWidth: 0, flowCollectionPadding: false });
	const lines = text.replace(/\n$/, '').split('\n');
	return lines.map((line) => `${line === '' ? '' : ' '.repeat(indent) + line}${newline}`).join('');
}

/** An entry as an item of the list: the dash at `indent`, the keys two columns further. */
export function renderEntry(entry: RegistryEntry, setting: Setting): string {
	return renderYaml([orderedEntry(entry)], setting);
}

/** True for a mapping or a list written in one line with braces or brackets. */
export function isFlow(node: unknown): boolean {
	return (isMap(node) || isSeq(node)) && node.flow === true;
}
