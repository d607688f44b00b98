import { isDeepStrictEqual } from 'node:util';
import { asHostString, type HostJson, toPlain } from '../../abi/lenient-json.ts';
import { defineCheck } from '../../define-check.ts';
import { describeReturned } from '../../protocol/describe-text.ts';
import type { ReturnedText } from '../../protocol/returned-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { visibleLine } from '../../protocol/visible-text.ts';
import { readFieldItems } from './field-entries.ts';

export default defineCheck({
	id: 'fields.stable-order',
	title: 'the field list is the same in every call and process',
	asserts: 'plugin_get_fields returns the same entries in the same order on every call and in every process.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'dev',
	stage: 'processes',
	why: "The field_id that plugin_extract_fields gets is the position in this list (plugin_types.h), and Falco reads the list anew in each inspector (libs resolve_dylib_symbols). If the order changes, rules get another field's value. Iterating over a map in Go makes this mistake easy.",
	fix: 'Build the list from a constant array, or sort it.',
	judge({ description: { load, fields, fieldsChanged }, fieldsElsewhere }) {
		if (load.kind === 'refused') return skipped('the library did not load (see abi.dlopen-now)');
		const findings: FindingDraft[] = [];
		const inProcess = fieldsChanged && differenceOf(fields, fieldsChanged.text);
		if (inProcess) findings.push(report(inProcess, `call ${fieldsChanged.call} in one process`));
		const elsewhere = fieldsElsewhere
			.map((other) => differenceOf(fields, other))
			.find((difference) => difference !== undefined);
		if (elsewhere) findings.push(report(elsewhere, 'another process'));
		return judged(findings, `${fieldsElsewhere.length + 1} processes`);
	},
});

interface Difference {
	what: string;
	first: string;
	second: string;
}

function report({ what, first, second }: Difference, where: string): FindingDraft {
	return {
		message: `the field list changes: ${what} in ${where}`,
		call: 'plugin_get_fields',
		expected: first,
		observed: second,
		evidence: 'Falco asks for fields by their position in the list.',
	};
}

/** The first difference between two lists that matters: the spelling of the JSON does not. */
function differenceOf(first: ReturnedText, second: ReturnedText): Difference | undefined {
	if (isDeepStrictEqual(first, second)) return undefined;
	const before = readFieldItems(first);
	const after = readFieldItems(second);
	if (!before || !after) {
		return { what: 'it is another text', first: describeReturned(first), second: describeReturned(second) };
	}
	if (before.length !== after.length) {
		return {
			what: 'it has another length',
			first: `${before.length} fields`,
			second: `${after.length} fields`,
		};
	}
	const position = before.findIndex((item, index) => !same(item, after[index]));
	if (position === -1) return undefined;
	return {
		what: `number ${position} is another field`,
		first: `number ${position}: ${nameOf(before[position])}`,
		second: `number ${position}: ${nameOf(after[position])}`,
	};
}

function same(a: HostJson, b: HostJson | undefined): boolean {
	return b !== undefined && isDeepStrictEqual(toPlain(a), toPlain(b));
}

function nameOf(item: HostJson | undefined): string {
	const name = item?.type === 'object' ? asHostString(item.members.get('name')) : undefined;
	return name ? visibleLine(name) : visibleLine(JSON.stringify(item && toPlain(item)));
}
