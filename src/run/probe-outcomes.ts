import { decodeText, encodeText } from '../rules/values/byte-text.ts';
import type { ProbeResult } from './plan.ts';
import type { ProbeError, ProbeOutcome } from './run-result.ts';

/**
 * What came of each condition and format on all sources together: matches are added up, lines joined; an error counts
 * only where no source could evaluate it, because each source has fields of its own.
 */
export function probeOutcomes(sources: readonly (readonly ProbeResult[])[]): ProbeOutcome[] {
	const [first = [], ...others] = sources;
	return others.reduce<ProbeOutcome[]>(
		(joined, results) => joined.map((outcome, index) => join(outcome, results[index])),
		first.map(outcomeOf),
	);
}

function join(outcome: ProbeOutcome, result: ProbeResult | undefined): ProbeOutcome {
	if (result === undefined) return outcome;
	const other = outcomeOf(result);
	if ('error' in other) return outcome;
	if ('error' in outcome) return other;
	if ('matches' in outcome && 'matches' in other) return { ...outcome, matches: outcome.matches + other.matches };
	if ('lines' in outcome && 'lines' in other) {
		const dropped = (outcome.dropped ?? 0) + (other.dropped ?? 0);
		return linesOutcome(outcome.format, [...outcome.lines, ...other.lines], dropped);
	}
	throw new Error('two sources answered different probes');
}

function outcomeOf(result: ProbeResult): ProbeOutcome {
	switch (result.kind) {
		case 'matches':
			return { condition: result.condition, matches: result.matches };
		case 'condition-error': {
			const { condition, stage, message, offset, line, column } = result;
			return { condition, error: { stage, message, offset, line, column } };
		}
		case 'lines':
			return linesOutcome(result.format, result.lines.map(decodeText), result.dropped);
		case 'format-error':
			return { format: result.format, error: formatError(result) };
	}
}

function linesOutcome(format: string, lines: readonly string[], dropped: number): ProbeOutcome {
	return { format, lines, ...(dropped > 0 ? { dropped } : {}) };
}

/** Where in a format an error is, counted in bytes as in a condition. */
function formatError({ format, stage, message, offset }: Extract<ProbeResult, { kind: 'format-error' }>): ProbeError {
	const before = encodeText(format)
		.slice(0, offset)
		.split(/[\r\n]/);
	return { stage, message, offset, line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
