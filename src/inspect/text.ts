import type { Field } from '../../harness/abi/fields.ts';
import { visibleLine, visibleText } from '../../harness/protocol/visible-text.ts';
import type { LoadRange } from '../falco/load-matrix.ts';
import type { FileFacts, ImageAnswer, Inspection, PluginFacts } from './inspection.ts';

type Row = readonly [label: string, value: string];

const FAMILY_NAMES: Readonly<Record<string, string>> = {
	GLIBC: 'glibc',
	GLIBCXX: 'libstdc++',
	CXXABI: 'C++ ABI',
	GCC: 'libgcc',
};

/** The inspection for a person, section by section; every text of the plugin is made safe to print. */
export function renderInspection(inspection: Inspection): string {
	const { plugin } = inspection;
	const sections: string[] = [];
	if (plugin !== null) sections.push(identity(plugin));
	sections.push(table('Library', libraryRows(inspection)));
	if (plugin !== null && plugin.fields.length > 0) sections.push(fields(plugin.fields));
	if (plugin?.initSchema) sections.push(`Configuration schema\n${indent(visibleText(readable(plugin.initSchema)))}`);
	if (inspection.openParams !== null) sections.push(openParams(inspection.openParams));
	sections.push(images(inspection.images));
	sections.push(falco(inspection));
	return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function identity(plugin: PluginFacts): string {
	const source = plugin.eventSource ? `${visibleLine(plugin.eventSource)} (id ${plugin.id ?? 0})` : null;
	const list = (names: readonly string[] | null) =>
		names === null ? null : names.map((name) => visibleLine(name)).join(', ') || 'all';
	const rows: [string, string | null][] = [
		['Description', line(plugin.description)],
		['Contact', line(plugin.contact)],
		['API version', line(plugin.apiVersion)],
		['Event source', source],
		['Extracts from', list(plugin.extractEventSources)],
		['Parses', list(plugin.parseEventSources)],
		['Async events', plugin.asyncEvents && list(plugin.asyncEvents)],
		['Async for', list(plugin.asyncEventSources)],
	];
	const title = `${line(plugin.name) ?? '(no name)'} ${line(plugin.version) ?? ''}`.trim();
	return table(
		title,
		rows.flatMap(([label, value]): Row[] => (value === null || value === '' ? [] : [[label, value]])),
	);
}

function line(text: string | null): string | null {
	return text === null ? null : visibleLine(text);
}

function libraryRows({ path, file, capabilities, functions }: Inspection): Row[] {
	return [
		['Path', path],
		['Built as', `${file.language} for ${file.machine}${built(file)}`],
		['Capabilities', capabilities.join(', ') || 'none'],
		[
			'API functions',
			`${functions.length}${file.otherExports > 0 ? `, and ${file.otherExports} other exported names` : ''}`,
		],
		['Needs', file.needed.map((name) => visibleLine(name)).join(', ') || 'nothing'],
		['At least', floors(file)],
		...(file.buildId === null ? [] : [['Build id', file.buildId] as const]),
	];
}

function built(file: FileFacts): string {
	const marks = [
		...(file.stripped ? ['stripped'] : []),
		...(file.debugInfo ? ['with debug information'] : []),
		...(file.sanitizer === null ? [] : [`with the ${file.sanitizer} sanitizer`]),
	];
	return marks.length === 0 ? '' : `, ${marks.join(', ')}`;
}

function floors({ floors }: FileFacts): string {
	const known = Object.entries(floors).filter(([family]) => family in FAMILY_NAMES);
	return known.map(([family, version]) => `${FAMILY_NAMES[family]} ${version}`).join(', ') || 'any C library';
}

function fields(list: readonly Field[]): string {
	const types = list.map((field) => `${field.type}${field.isList ? '[]' : ''}`);
	const width = Math.max(0, ...types.map((type) => type.length));
	const rows = list.map(
		(field, index): Row => [
			`${visibleLine(field.name)}${argument(field)}`,
			`${(types[index] ?? '').padEnd(width)}  ${visibleLine(field.desc)}`,
		],
	);
	return table(`Fields (${list.length})`, rows);
}

function argument({ arg }: Field): string {
	if (arg === undefined) return '';
	const kind = [...(arg.isIndex ? ['index'] : []), ...(arg.isKey ? ['key'] : [])].join(' or ');
	return arg.isRequired ? `[${kind}]` : `[${kind}?]`;
}

function openParams(params: NonNullable<Inspection['openParams']>): string {
	if (params.length === 0) return 'Open parameters\n  none listed';
	return table(
		`Open parameters (${params.length})`,
		params.map(({ value, desc }): Row => [visibleLine(value), line(desc) ?? '']),
	);
}

function images(answers: readonly ImageAnswer[]): string {
	return table(
		'Where its libraries are found',
		answers.map(({ title, obstacles }): Row => [title, obstacles.length === 0 ? 'yes' : `no: ${obstacles.join('; ')}`]),
	);
}

/** What loads it first, then what refuses it, the newest first. */
function falco({ falco, refusal, notLoaded, path }: Inspection): string {
	if (refusal !== null)
		return `Falco releases\n  none loads it:\n    cannot load plugin ${path}: ${visibleText(refusal)}`;
	if (notLoaded !== null) return `Falco releases\n  not known: ${visibleText(notLoaded)}`;
	const newestFirst = falco.toReversed();
	const ranges = [...newestFirst.filter(({ loads }) => loads), ...newestFirst.filter(({ loads }) => !loads)];
	return ['Falco releases', ...ranges.flatMap((range) => rangeLines(range, path)).map((text) => `  ${text}`)].join(
		'\n',
	);
}

function rangeLines(range: LoadRange, path: string): string[] {
	const releases = range.first === range.last ? range.first : `${range.first} to ${range.last}`;
	if (range.loads) return [`${releases}${range.openEnded ? ' and later' : ''}: load it`];
	return [`${releases}: refuse it`, `  cannot load plugin ${path}: ${visibleText(range.message ?? '')}`];
}

/** Labels in a column of their own. */
function table(title: string, rows: readonly Row[]): string {
	const width = Math.min(40, Math.max(0, ...rows.map(([label]) => label.length)));
	return [title, ...rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`.trimEnd())].join('\n');
}

function indent(text: string): string {
	return text.replaceAll(/^/gm, '  ');
}

/** JSON with line breaks; what is no JSON as it is. */
function readable(text: string): string {
	try {
		return JSON.stringify(JSON.parse(text), null, 2);
	} catch {
		return text;
	}
}
