import { LOAD_ERRORS, LOAD_WARNINGS } from './load-codes.ts';
import type { LoadError, LoadResult, LoadWarning } from './load-result.ts';
import type { Context } from './location.ts';
import { falcoSnippet } from './snippet.ts';

/** The text of each rules file by its name: reports show lines of it. */
export type RulesTexts = ReadonlyMap<string, string>;

/** What `falco -V` prints: the verdicts on stdout, and what goes to its log. */
export interface ValidationText {
	readonly stdout: string;
	/** The details of files that are fine but for warnings, one entry a file. */
	readonly log: readonly string[];
}

/**
 * Falco's text report on validated files: a line for each that is fine, all details for each that is not (facts on
 * rules files, "Diagnostics"). It ends with a line break.
 */
export function validationText(results: readonly LoadResult[], texts: RulesTexts): ValidationText {
	const blocks = results.map((result) => (result.successful ? verdictLine(result) : loadResultText(result, texts)));
	const log = results.filter((result) => result.successful && result.warnings.length > 0);
	return { stdout: `${blocks.join('\n')}\n`, log: log.map((result) => loadResultText(result, texts)) };
}

/** Everything that Falco says about one file, in its words and with its positions. */
export function loadResultText(result: LoadResult, texts: RulesTexts): string {
	const { errors, warnings, schema } = result;
	const blocks = [
		block(
			'Errors',
			errors.map((error) => entryText(error, LOAD_ERRORS[error.code].summary, texts)),
		),
		block(
			'Warnings',
			warnings.map((warning) => entryText(warning, LOAD_WARNINGS[warning.code].summary, texts)),
		),
		block(
			'Schema warnings',
			schema.warnings.map((warning) => `${warning}\n`),
		),
	];
	return [verdictLine(result), ...blocks.filter((text) => text !== '')].join('\n');
}

/** A file as an entry of `falco_load_results`; keys are in Falco's order, which is that of the alphabet. */
export interface LoadResultJson {
	readonly errors: readonly LoadEntryJson[];
	readonly name: string;
	readonly schema_valid: boolean;
	readonly schema_warnings: readonly string[];
	readonly successful: boolean;
	readonly warnings: readonly LoadEntryJson[];
}

export interface LoadEntryJson {
	readonly code: string;
	readonly codedesc: string;
	readonly context: { readonly locations: readonly LocationJson[]; readonly snippet: string };
	readonly deprecated_field?: string;
	readonly message: string;
}

export interface LocationJson {
	readonly item_name: string;
	readonly item_type: string;
	/** Lines and columns from 0, in bytes, as Falco counts them. */
	readonly position: { readonly column: number; readonly line: number; readonly name: string; readonly offset: number };
}

/** The object that `falco -V` prints with `json_output`; descriptions only where they were asked for and all is well. */
export interface ValidationJson<Description> {
	readonly falco_describe_results?: Description;
	readonly falco_load_results: readonly LoadResultJson[];
}

/** Falco's JSON report on validated files. */
export function validationJson<Description>(
	results: readonly LoadResult[],
	texts: RulesTexts,
	description?: Description,
): ValidationJson<Description> {
	const described = description !== undefined && results.every(({ successful }) => successful);
	return {
		...(described ? { falco_describe_results: description } : {}),
		falco_load_results: results.map((result) => loadResultJson(result, texts)),
	};
}

/** Falco's JSON on one validated file. */
export function loadResultJson(result: LoadResult, texts: RulesTexts): LoadResultJson {
	return {
		errors: result.errors.map((error) => entryJson(error, LOAD_ERRORS[error.code].description, texts)),
		name: result.name,
		schema_valid: result.schema.status === 'ok',
		schema_warnings: result.schema.warnings,
		successful: result.successful,
		warnings: result.warnings.map((warning) => entryJson(warning, LOAD_WARNINGS[warning.code].description, texts)),
	};
}

function verdictLine({ name, successful, warnings }: LoadResult): string {
	if (!successful) return `${name}: Invalid`;
	return `${name}: Ok${warnings.length > 0 ? ', with warnings' : ''}`;
}

function block(title: string, entries: readonly string[]): string {
	return entries.length === 0 ? '' : `${entries.length} ${title}:\n${entries.join('')}`;
}

function entryText(entry: LoadError | LoadWarning, summary: string, texts: RulesTexts): string {
	const snippet = falcoSnippet(entry.context, textOf(entry.context, texts));
	return `${locationLines(entry.context)}------\n${snippet}------\n${entry.code} (${summary}): ${entry.message}\n`;
}

/** The chain of locations, one a line, each as `item 'name': (file:line:column)`. */
function locationLines(context: Context): string {
	return context.locations
		.map(({ itemType, itemName, name, mark }, index) => {
			const item = itemName === '' ? itemType : `${itemType} '${itemName}'`;
			return `${index === 0 ? 'In ' : '    '}${item}: (${name}:${mark.line}:${mark.column})\n`;
		})
		.join('');
}

function entryJson(entry: LoadError | LoadWarning, codedesc: string, texts: RulesTexts): LoadEntryJson {
	const deprecatedField = 'deprecatedField' in entry ? entry.deprecatedField : undefined;
	return {
		code: entry.code,
		codedesc,
		context: {
			locations: entry.context.locations.map(({ itemName, itemType, name, mark }) => ({
				item_name: itemName,
				item_type: itemType,
				position: { column: mark.column, line: mark.line, name, offset: mark.offset },
			})),
			snippet: falcoSnippet(entry.context, textOf(entry.context, texts)),
		},
		...(deprecatedField === undefined ? {} : { deprecated_field: deprecatedField }),
		message: entry.message,
	};
}

function textOf(context: Context, texts: RulesTexts): string {
	return texts.get(context.locations[0].name) ?? '';
}
