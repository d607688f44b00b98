import { UINT64_MAX } from '../../abi/enums.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';

/** Instants between 2001 and 2100 in units that are often mistaken for nanoseconds. */
const UNITS = [
	{ unit: 'seconds', low: 1_000_000_000n, high: 4_102_444_800n },
	{ unit: 'milliseconds', low: 1_000_000_000_000n, high: 4_102_444_800_000n },
	{ unit: 'microseconds', low: 1_000_000_000_000_000n, high: 4_102_444_800_000_000n },
] as const;
const SECOND = 1_000_000_000n;
const AHEAD = 10n * SECOND;

export default defineCheck<RecordCheck>({
	id: 'event.ts-plausible',
	title: 'timestamps are nanoseconds since the epoch',
	asserts:
		'The timestamp of an event is all ones (the host fills in now) or nanoseconds since 1970, not zero, and not more than ten ' +
		'seconds ahead.',
	severity: 'warning',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'record',
	why: 'Falco prints and compares the number as nanoseconds: another unit puts every alert in January 1970.',
	fix: 'Use all ones (UINT64_MAX) for now, or seconds * 1000000000 + nanoseconds.',
	judge({ record }) {
		if (record.events.length === 0) return skipped('the plugin delivered no event');
		const now = BigInt(Date.now()) * 1_000_000n;
		const findings = record.events.flatMap(({ bytes, number }): FindingDraft[] => {
			const draft = judgeTimestamp(bytes.readBigUInt64LE(0), now);
			return draft
				? [{ call: 'plugin_next_batch', ...draft, observed: `${bytes.readBigUInt64LE(0)} in event ${number}` }]
				: [];
		});
		return judged(firstOfEach([...findings, ...stepsBack(record.events.map(({ bytes }) => bytes.readBigUInt64LE(0)))]));
	},
});

function judgeTimestamp(ts: bigint, now: bigint): FindingDraft | undefined {
	if (ts === UINT64_MAX) return undefined;
	const expected = 'nanoseconds since 1970, or all ones';
	if (ts === 0n) return { message: 'an event has the timestamp 0', expected };
	const unit = UNITS.find(({ low, high }) => ts >= low && ts < high);
	if (unit) return { message: `timestamps look like ${unit.unit}, not nanoseconds`, expected };
	if (ts > now + AHEAD) return { message: 'a timestamp lies more than ten seconds in the future', expected };
	return undefined;
}

/** Order is no duty: several files or shards give steps back. Worth knowing all the same. */
function stepsBack(timestamps: readonly bigint[]): FindingDraft[] {
	let highest = 0n;
	for (const [index, ts] of timestamps.entries()) {
		if (ts === UINT64_MAX) continue;
		if (ts + SECOND < highest) {
			return [
				{
					severity: 'info',
					call: 'plugin_next_batch',
					message: 'timestamps step back by more than a second',
					expected: 'later events are not older, where the input has an order',
					observed: `${highest} is followed by ${ts} in event ${index + 1}`,
				},
			];
		}
		if (ts > highest) highest = ts;
	}
	return [];
}
