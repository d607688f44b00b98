import { visibleText } from '../../harness/protocol/visible-text.ts';
import { showPlace } from '../rules/condition/show-place.ts';
import { encodeText } from '../rules/values/byte-text.ts';
import type { PartCoverage, RunCoverage } from './plan.ts';
import type { ExplanationResult, PartResult, ProbeError, ProbeOutcome, SourceResult } from './run-result.ts';

/** How many events a condition matched, or the error in it. Ends with a line break. */
export function probeText(outcome: ProbeOutcome, events: number): string {
	if ('error' in outcome) {
		return errorText('condition' in outcome ? outcome.condition : outcome.format, outcome.error);
	}
	if ('matches' in outcome) return `${outcome.matches} of ${events} events: ${outcome.condition}\n`;
	return outcome.lines.map((line) => `${line}\n`).join('');
}

function errorText(input: string, { message, offset, line, column }: ProbeError): string {
	const place = `line ${line}, column ${column}, byte ${offset}`;
	return `${visibleText(`error: ${message} (${place})\n${showPlace(encodeText(input), { offset, line, column })}`)}\n`;
}

/** Why a rule did or did not match an event: every part of its condition with the values it looked at. */
export function explanationText({ source, rule, event, explanation }: ExplanationResult): string {
	const verdict = explanation.holds ? 'matches' : 'does not match';
	return `${rule} ${verdict} event ${event} of ${source}:\n${partLines(explanation, 1).join('')}`;
}

function partLines(part: PartResult, depth: number): string[] {
	const mark = part.reached ? (part.holds ? 'true ' : 'false') : '  -  ';
	const values = part.operands.map(
		({ operand, value }) => `${operand} = ${value === null ? '<NA>' : JSON.stringify(value)}`,
	);
	const shown = values.length === 0 ? '' : `   [${values.join(', ')}]`;
	const line = `${'  '.repeat(depth)}${mark} ${part.condition}${shown}\n`;
	return [line, ...part.parts.flatMap((inner) => partLines(inner, depth + 1))];
}

/** What no event ever reached or made true, and fields that nothing reads; empty where all is covered. */
export function coverageText(source: string, { rules, unreadFields }: RunCoverage): string {
	const lines = rules.flatMap(({ rule, matched, condition }) => {
		const never = neverTrue(condition).map((part) => `    never true: ${part}\n`);
		if (matched > 0 && never.length === 0) return [];
		return [`  ${rule}: ${matched === 0 ? 'never matched' : `matched ${matched} times`}\n`, ...never];
	});
	const unread = unreadFields.length === 0 ? [] : [`  fields that no rule reads: ${unreadFields.join(', ')}\n`];
	const covered = rules.filter(({ matched }) => matched > 0).length;
	return [`Coverage of ${source}: ${covered} of ${rules.length} rules matched\n`, ...lines, ...unread].join('');
}

/** The narrowest parts that never held, each with how often it was looked at. */
function neverTrue({ condition, reached, held, parts }: PartCoverage): string[] {
	const inner = parts.flatMap(neverTrue);
	if (held > 0 || inner.length > 0) return inner;
	return [`${condition} (${reached === 0 ? 'never reached' : `looked at ${reached} times`})`];
}

/** How a source ended; nothing where it came to its proper end. */
export function endText({ source, events, end, message, evidence }: SourceResult): string {
	const counted = `${source}: ${events} events`;
	switch (end) {
		case 'eof':
			return `${counted}, to the end\n`;
		case 'limit':
			return `${counted}, to the limit\n`;
		case 'interrupted':
			return `${counted}, interrupted\n`;
		case 'failure':
			return `${counted}, then failure: ${message}\n`;
		case 'crash':
		case 'exit':
		case 'hang':
			// Of the batch that it died in there may be more.
			return `${source}: ${end}${events > 0 ? ` after at least ${events} events` : ''}: ${message}\n${evidence === '' ? '' : `${evidence.trimEnd()}\n`}`;
	}
}
