import { type FindingDraft, judged, type Outcome } from '../../../harness/protocol/verdict.ts';
import type { LibraryField } from '../library.ts';

export interface ReadmeFieldsSubject {
	/** Text of README.md, where there is one. */
	readme?: string;
	fields: readonly LibraryField[];
}

const OPENING = '<!-- README-PLUGIN-FIELDS -->';
const CLOSING = '<!-- /README-PLUGIN-FIELDS -->';
const COLUMNS = ['name', 'type', 'arg', 'description'] as const;
const FIX = 'Write the table anew: plugin-kit docs';

type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/**
 * Judges `registry.readme-fields`: the table between the README's markers has the fields of get_fields in their order,
 * each with type, argument and description, as falcosecurity's generator writes it (build/readme of falcosecurity/plugins).
 */
export function judgeReadmeFields({ readme, fields }: ReadmeFieldsSubject): Outcome {
	if (readme === undefined)
		return judged([{ message: 'the project has no README.md', fix: 'Write one, with the table of fields.' }]);
	const from = readme.indexOf(OPENING);
	const to = readme.indexOf(CLOSING, from);
	if (from === -1 || to === -1) {
		const fix = `Put these two lines where the table belongs, then run plugin-kit docs: ${OPENING} ${CLOSING}`;
		return judged([{ message: 'the README has no markers for the table of fields', fix }]);
	}
	const rows = parseTable(readme.slice(from + OPENING.length, to));
	if (rows === undefined)
		return judged([{ message: 'there is no table of Name, Type, Arg, Description between the markers', fix: FIX }]);
	const findings = compareRows(rows, fields.map(rowOf));
	return judged(findings, `${fields.length} fields`);
}

/** The row that the generator writes for a field. */
function rowOf({ name, type, isList, arg, desc }: LibraryField): Row {
	return {
		name: `\`${name}\``,
		type: `\`${type}${isList ? ' (list)' : ''}\``,
		arg: argumentWords(arg),
		description: squeeze(desc),
	};
}

function argumentWords({ isIndex, isKey, isRequired }: LibraryField['arg']): string {
	if (!isIndex && !isKey) return 'None';
	return [isIndex && 'Index', isKey && 'Key', isRequired && 'Required'].filter((word) => word !== false).join(', ');
}

function compareRows(found: readonly Row[], expected: readonly Row[]): FindingDraft[] {
	const findings: FindingDraft[] = [];
	const byName = new Map(found.map((row) => [row.name, row]));
	for (const row of expected) {
		const there = byName.get(row.name);
		if (there === undefined) findings.push({ message: `the README does not list the field ${row.name}`, fix: FIX });
		else
			for (const column of COLUMNS) {
				if (there[column] === row[column]) continue;
				const message = `the README has another ${column} for the field ${row.name}`;
				findings.push({ message, expected: row[column], observed: there[column], fix: FIX });
			}
	}
	const known = new Set(expected.map(({ name }) => name));
	for (const { name } of found) {
		if (!known.has(name))
			findings.push({ message: `the README lists ${name}, which is no field of the plugin`, fix: FIX });
	}
	const order = (rows: readonly Row[]) => rows.map(({ name }) => name).join();
	if (findings.length === 0 && order(found) !== order(expected)) {
		findings.push({
			severity: 'info',
			message: 'the README lists the fields in another order than get_fields',
			fix: FIX,
		});
	}
	return findings;
}

/**
 * The rows of a Markdown table with the four columns; undefined for another table or none. That an argument is optional is
 * left out by the official generator and may be said.
 */
function parseTable(text: string): Row[] | undefined {
	const lines = text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line.startsWith('|'));
	const [header, , ...body] = lines.map(cellsOf);
	if (header?.map((cell) => cell.toLowerCase()).join() !== COLUMNS.join()) return undefined;
	return body.map(([name = '', type = '', arg = '', description = '']) => {
		return { name, type, arg: arg.replace(/, Optional$/, ''), description };
	});
}

/** Cells of a row; a pipe within a cell is written with a backslash before it. */
function cellsOf(line: string): string[] {
	const inner = line.replace(/^\|/, '').replace(/\|$/, '');
	return inner.split(/(?<!\\)\|/).map((cell) => squeeze(cell.replaceAll('\\|', '|').replaceAll('<br/>', ' ')));
}

function squeeze(text: string): string {
	return text.trim().replace(/\s+/g, ' ');
}
