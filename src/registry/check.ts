import { isMap, isNode, type YAMLMap } from 'yaml';
import { contentOf, parseRegistryText, type RegistryDocument, syntaxErrorOf } from './document.ts';
import type { RegistryFinding, RegistryRule } from './finding.ts';
import { explainLayout, layoutOf } from './layout.ts';
import { checkOfficially, judgeDecoding, type OfficialMistake, officialMistakes } from './official/check.ts';
import { type Decoding, decodeOfficially, type OfficialRegistry } from './official/decode.ts';
import { schemaMistakes } from './schema.ts';
import { textFindings } from './text-findings.ts';

/**
 * Checks a registry file by the official checker's rules and by ours: schema, texts that the tables made from the file
 * can carry, licences, names and sources that look alike (facts/registry.md 1.3 and 1.4). Findings are in file order.
 * `file` is what findings call it.
 */
export function checkRegistry(text: string, file: string): RegistryFinding[] {
	const document = parseRegistryText(text, file);
	const decoding = decodeOfficially(text);
	const verdict = judgeDecoding(decoding);
	const syntax = syntaxErrorOf(document);
	if (syntax !== undefined) {
		const official = verdict.ok ? undefined : verdict.message;
		return [{ rule: 'syntax', severity: 'error', ...syntax.position, message: syntax.message, official, file }];
	}
	const layout = layoutOf(document);
	if (layout.kind !== 'current') {
		const official = verdict.ok ? undefined : verdict.message;
		const place = document.positionAt(layout.offset);
		return [{ rule: 'layout', severity: 'error', ...place, ...explainLayout(layout), official, file }];
	}
	const values = contentOf(document);
	const findings =
		decoding.kind === 'refused' ? typeFindings(decoding, file) : entryFindings(document, decoding.registry, values);
	const told = new Set(findings.filter(({ severity }) => severity === 'error').map(placeKey));
	const schema = schemaFindings(document, values).filter((finding) => {
		return !told.has(placeKey(finding)) && !told.has(placeKey({ ...finding, column: 1 }));
	});
	return [...findings, ...schema].sort((a, b) => a.line - b.line || a.column - b.column);
}

/** Two findings at one place are one mistake; Go's type errors have a line only, so column 1 stands for all of it. */
function placeKey({ line, column }: RegistryFinding): string {
	return `${line}:${column}`;
}

/** The findings of the official checker alone: at most one, in its words. */
export function checkRegistryOfficially(text: string, file: string): RegistryFinding[] {
	const verdict = checkOfficially(text);
	if (verdict.ok) return [];
	const { message, reason, line, entry } = verdict;
	const [words = reason] = reason.split('\n');
	return [
		{ rule: 'type', severity: 'error', message: message ?? words, official: message, line, column: 1, entry, file },
	];
}

/** What the decoder refused: the lines of a Go type error as findings of their own, or one for anything else. */
function typeFindings({ message, reason, line }: Decoding & { kind: 'refused' }, file: string): RegistryFinding[] {
	const lines = [...(message ?? '').matchAll(/^ {2}line (\d+): (.*)$/gm)];
	if (lines.length === 0) {
		const [words = reason] = reason.split('\n');
		return [{ rule: 'type', severity: 'error', message: words, official: message, line, column: 1, file }];
	}
	return lines.map(([official = '', at, words = '']) => ({
		rule: 'type',
		severity: 'error',
		message: words,
		official: `yaml: unmarshal errors:\n${official}`,
		line: Number(at),
		column: 1,
		file,
	}));
}

/** Where each mistake of the official checker stands in an entry. */
const MISTAKE_PATHS: Readonly<Record<OfficialMistake['rule'], readonly string[]>> = {
	'name-form': ['name'],
	'name-unique': ['name'],
	'id-range': ['capabilities', 'sourcing', 'id'],
	'id-unique': ['capabilities', 'sourcing', 'id'],
	'source-reserved': ['capabilities', 'sourcing', 'source'],
	'source-form': ['capabilities', 'sourcing', 'source'],
};

/** What each mistake means, in plain words. */
function plainWords({ rule, message }: OfficialMistake, registry: OfficialRegistry, index: number): string {
	const entry = registry.plugins[index];
	const earlier = registry.plugins.slice(0, index);
	switch (rule) {
		case 'name-form':
			return `the name \`${entry?.name}\` must begin with a lower-case letter and have only a-z, 0-9, - and _`;
		case 'name-unique':
			return `another entry is called \`${entry?.name}\` already`;
		case 'id-range':
			return `the id ${entry?.sourcing.id} is not in the public range, 1 to 1073741823`;
		case 'id-unique': {
			const holder = earlier.find(({ sourcing }) => sourcing.supported && sourcing.id === entry?.sourcing.id);
			return entry?.sourcing.id === 0n
				? 'the entry has no id, or 0, which is reserved'
				: `the id ${entry?.sourcing.id} belongs to \`${holder?.name}\``;
		}
		case 'source-reserved':
			return `the event source \`${entry?.sourcing.source}\` is reserved`;
		case 'source-form':
			return `the event source \`${entry?.sourcing.source}\` must begin with a lower-case letter and have only a-z, 0-9 and _`;
		default:
			return message;
	}
}

function entryFindings(document: RegistryDocument, registry: OfficialRegistry, values: unknown): RegistryFinding[] {
	const at = (index: number, path: readonly string[]) => placeOf(document, ['plugins', index, ...path]);
	const findings: RegistryFinding[] = [];
	for (const { entry, index, mistake } of officialMistakes(registry)) {
		findings.push({
			rule: mistake.rule,
			severity: 'error',
			message: plainWords(mistake, registry, index),
			official: mistake.message,
			...at(index, MISTAKE_PATHS[mistake.rule]),
			entry: entry.name,
			file: document.file,
		});
	}
	const report = (
		rule: RegistryRule,
		severity: RegistryFinding['severity'],
		index: number,
		path: readonly string[],
		message: string,
		fix?: string,
	) => {
		const entry = registry.plugins[index]?.name;
		findings.push({ rule, severity, message, fix, ...at(index, path), entry, file: document.file });
	};
	textFindings(registry, values, report);
	return findings;
}

function schemaFindings(document: RegistryDocument, values: unknown): RegistryFinding[] {
	return schemaMistakes(values).map(({ path, unknownKey, message, fix }) => {
		const [list, index] = path;
		const entry =
			list === 'plugins' && index !== undefined ? document.tree.getIn(['plugins', index, 'name']) : undefined;
		return {
			rule: 'schema',
			severity: 'error',
			message,
			fix,
			...placeOf(document, path, unknownKey),
			entry: entry === undefined ? undefined : String(entry),
			file: document.file,
		};
	});
}

/** Position of the value at a path, or of its nearest ancestor; of the key, where a key of a mapping is meant. */
function placeOf(document: RegistryDocument, path: readonly (string | number)[], key?: string) {
	for (let length = path.length; length >= 0; length--) {
		const node = length === 0 ? document.tree.contents : document.tree.getIn(path.slice(0, length), true);
		if (!isNode(node) || node.range === null || node.range === undefined) continue;
		const offset = (key === undefined ? undefined : keyOffset(node, key)) ?? node.range[0];
		return document.positionAt(offset);
	}
	return document.positionAt(0);
}

function keyOffset(node: unknown, key: string): number | undefined {
	if (!isMap(node)) return undefined;
	const pair = (node as YAMLMap.Parsed).items.find((item) => String(item.key) === key);
	return pair?.key.range[0];
}
