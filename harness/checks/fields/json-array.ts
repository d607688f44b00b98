import { isDeepStrictEqual } from 'node:util';
import { type HostJson, parseAsHost, toPlain } from '../../abi/lenient-json.ts';
import { defineCheck } from '../../define-check.ts';
import { describeReturned, lossyTextOf, quoted } from '../../protocol/describe-text.ts';
import { utf8Of } from '../../protocol/returned-text.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { visibleLine } from '../../protocol/visible-text.ts';
import { whenLoaded } from '../when-loaded.ts';

const CALL = 'plugin_get_fields';
const falco = (message: string) => `Falco would say: error in plugin NAME: ${message}`;

export default defineCheck({
	id: 'fields.json-array',
	title: 'the field list is a JSON array',
	asserts:
		'plugin_get_fields returns text that is a JSON array of at least one entry, and a strict JSON parser reads in it what the parser of Falco reads.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'dev',
	stage: 'description',
	why: 'libs resolve_dylib_symbols parses the text with jsoncpp when the plugin is loaded, and throws when it is NULL, no JSON, no array or (Falco 0.42 and later) empty. That parser overlooks some faults, such as comments or text after the array, on which other readers of the list stumble.',
	fix: 'Return a JSON array of field objects: [{"name": "my.field", "type": "string", "desc": "..."}].',
	judge: whenLoaded(({ description: { fields }, falco: { refusesEmptyFields, release } }) => {
		const wrong = (finding: Omit<FindingDraft, 'call'>) => judged([{ call: CALL, ...finding }]);
		const text = lossyTextOf(fields);
		if (text === undefined) {
			return wrong({
				message: `the field list is ${describeReturned(fields)}`,
				expected: 'a JSON array as text',
				observed: describeReturned(fields),
				evidence:
					fields.kind === 'null'
						? falco('get_fields returned a null string')
						: 'Falco reads the pointer as text and crashes.',
			});
		}
		const parsed = parseAsHost(text);
		if (parsed.kind === 'refused') {
			return wrong({
				message: `the field list is not valid JSON: line ${parsed.line}, column ${parsed.column}: ${visibleLine(parsed.message)}`,
				expected: 'a JSON array',
				observed: excerpt(text, parsed.line, parsed.column),
				evidence: falco('get_fields returned an invalid JSON'),
				fix: /,\s*[\]}]/.test(text)
					? 'Remove the comma after the last element.'
					: 'Make the text valid JSON; let a JSON library write it.',
			});
		}
		const { value } = parsed;
		if (value.type !== 'array') {
			return wrong({
				message: `the field list is a JSON ${value.type} and not an array`,
				expected: 'a JSON array',
				observed: quoted(text),
				evidence: falco('get_fields returned an invalid JSON'),
			});
		}
		if (value.items.length === 0) {
			return wrong({
				message: 'the field list is empty',
				expected: 'at least one field',
				observed: quoted(text),
				evidence: refusesEmptyFields
					? falco('plugins with extraction capability must export at least one field')
					: `Falco ${release} accepts it; Falco 0.42 and later refuse the plugin.`,
				fix: 'Declare a field, or leave plugin_get_fields and plugin_extract_fields out.',
			});
		}
		return judged(
			[
				...encodingFindings(utf8Of(fields) === undefined),
				...strictFindings(text, value),
				...repeatedFindings(value.items),
			],
			`${value.items.length} fields`,
		);
	}),
});

function encodingFindings(broken: boolean): FindingDraft[] {
	if (!broken) return [];
	return [
		{
			severity: 'warning',
			message: 'the field list is not UTF-8',
			call: CALL,
			expected: 'UTF-8',
			observed: 'bytes that are not UTF-8',
			fix: 'Write the text in UTF-8, or escape characters beyond ASCII as \\uXXXX.',
		},
	];
}

function strictFindings(text: string, value: HostJson): FindingDraft[] {
	const strict = parseStrictly(text);
	if (strict.kind === 'value' && isDeepStrictEqual(canonical(strict.value), canonical(toPlain(value)))) return [];
	return [
		{
			severity: 'warning',
			message: 'Falco reads the field list, and a strict JSON parser does not read the same',
			call: CALL,
			expected: 'text that every JSON parser reads',
			observed: strict.kind === 'refused' ? `strict parser: ${visibleLine(strict.message)}` : 'another value',
			fix: 'Remove comments, text after the closing bracket and raw control characters from the list.',
		},
	];
}

function repeatedFindings(items: readonly HostJson[]): FindingDraft[] {
	return items.flatMap((item, position) =>
		item.type === 'object'
			? item.repeated.map(
					(key): FindingDraft => ({
						severity: 'warning',
						message: `field number ${position} gives the key ${quoted(key)} more than once`,
						call: CALL,
						expected: 'each key once',
						observed: 'only the last one counts',
						fix: `Keep one ${quoted(key)}.`,
					}),
				)
			: [],
	);
}

type Strict = { kind: 'value'; value: unknown } | { kind: 'refused'; message: string };

function parseStrictly(text: string): Strict {
	try {
		return { kind: 'value', value: JSON.parse(text) };
	} catch (error) {
		return { kind: 'refused', message: error instanceof Error ? error.message : String(error) };
	}
}

/** Values as text, so that objects with and without a prototype compare equal. */
function canonical(value: unknown): string {
	return JSON.stringify(value);
}

function excerpt(text: string, line: number, column: number): string {
	const source = text.split('\n')[line - 1] ?? '';
	return quoted(source.slice(Math.max(0, column - 30), column + 20));
}
