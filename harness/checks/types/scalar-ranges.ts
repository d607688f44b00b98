import { RC } from '../../abi/enums.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import type { FieldValue } from '../../record.ts';
import { type Extracted, eachExtraction, extractionsTried, whyNoValues } from '../each-extraction.ts';

/** Instants between 2001 and 2100 in seconds, milliseconds and microseconds: what a wrong unit looks like. */
const UNITS = [
	{ unit: 'seconds', low: 1_000_000_000n, high: 4_102_444_800n },
	{ unit: 'milliseconds', low: 1_000_000_000_000n, high: 4_102_444_800_000n },
	{ unit: 'microseconds', low: 1_000_000_000_000_000n, high: 4_102_444_800_000_000n },
] as const;
/** The same years in nanoseconds: an instant, and no duration that a plugin measures. */
const INSTANT = { low: 1_000_000_000_000_000_000n, high: 4_102_444_800_000_000_000n };
/** A count this close to 2^64 is a negative number that lost its sign. */
const NEGATIVE = 1n << 63n;

export default defineCheck<RecordCheck>({
	id: 'types.scalar-ranges',
	title: 'numbers have the unit and range of their type',
	asserts:
		'A bool is 0 or 1, an abstime is nanoseconds since the epoch, a reltime is no such instant, and no uint64 or reltime looks ' +
		'like a negative number that lost its sign.',
	severity: 'warning',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'record',
	why:
		'libs compares a bool with 1 and prints any other number as true, so 2 matches neither true nor false; it prints an ' +
		'abstime as nanoseconds.',
	fix: 'Store exactly 0 or 1 for a bool, and multiply seconds by 1,000,000,000 for an abstime.',
	judge(subject) {
		const reason = whyNoValues(subject);
		if (reason !== undefined) return skipped(reason);
		const findings = eachExtraction(subject, (extracted) => {
			if (extracted.rc !== RC.SUCCESS) return undefined;
			for (const value of extracted.extracted.values ?? []) {
				const finding = judgeValue(extracted, value);
				if (finding) return finding;
			}
			return undefined;
		});
		return judged(findings, extractionsTried(subject));
	},
});

function judgeValue({ field, event, name }: Extracted, value: FieldValue): FindingDraft | undefined {
	if (value.kind === 'bool' && value.value !== 0 && value.value !== 1) {
		return {
			message: `${name} is a bool with the value ${value.value}`,
			expected: '0 or 1 in 32 bits',
			observed: `${value.value} on event ${event}: Falco prints it as true, and neither "= true" nor "= false" matches`,
		};
	}
	if (value.kind !== 'uint64') return undefined;
	if (field.type === 'abstime') {
		const unit = UNITS.find(({ low, high }) => value.value >= low && value.value < high);
		if (!unit) return undefined;
		return {
			message: `${name} looks like ${unit.unit}, not nanoseconds`,
			expected: 'nanoseconds since the epoch, such as 1700000000000000000',
			observed: `${value.value} on event ${event}`,
		};
	}
	if (field.type === 'reltime' && value.value >= INSTANT.low && value.value < INSTANT.high) {
		return {
			message: `${name} looks like an instant, not a duration`,
			expected: 'nanoseconds from one instant to another',
			observed: `${value.value} on event ${event}, which is more than 31 years`,
		};
	}
	if (value.value >= NEGATIVE) {
		return {
			severity: 'info',
			message: `${name} looks like a negative number`,
			expected: 'an unsigned number',
			observed: `${value.value} on event ${event}, which is ${value.value - (1n << 64n)} as signed`,
		};
	}
	return undefined;
}
