import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { ValueOffsets } from '../../record.ts';
import { requestText } from '../each-request.ts';
import { eachOffsets, isInside } from './each-offsets.ts';

export default defineCheck<LiveCheck>({
	id: 'offsets.covers-values',
	title: 'every value has its offset',
	asserts: 'Where offsets are given, both arrays can be read for as many entries as the field has values.',
	severity: 'warning',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'extract_fields', 'destroy'],
	deadlineMs: 60_000,
	why:
		'libs reads start[i] and length[i] for each value (libs@fe047fee2), though plugin_api.h speaks of one entry for each ' +
		'requested field, which is what the Go and Rust SDKs give: on a list a host reads past the end.',
	fix: 'Give the arrays as many entries as the field has values; for a list that is not in the event as it is, 0 and 0.',
	run: (context) =>
		eachOffsets(context, ({ request, field, offsets, event }) => {
			if (!offsets.startWritten || !offsets.lengthWritten) return undefined;
			const values = Number(field.resLen);
			const covered = Math.min(offsets.readable, plausible(offsets, event));
			if (covered >= values) return undefined;
			return {
				message: `${requestText(request)} has fewer offsets than values`,
				expected: `${values} entries in start and in length`,
				observed:
					covered === offsets.readable
						? `${covered} can be read`
						: `start ${offsets.start[covered]}, length ${offsets.length[covered]} as entry ${covered}, in an event of ${event.length} bytes`,
			};
		}),
});

/** Entries up to one that is no place in the event, behind a first one that is: memory that was never meant as an offset. */
function plausible({ start, length }: ValueOffsets, event: Buffer): number {
	const inside = (index: number) => isInside(event, start[index] ?? 0, length[index] ?? 0);
	const stray = start.findIndex((_, index) => index > 0 && !inside(index));
	return stray < 0 || !inside(0) ? Number.POSITIVE_INFINITY : stray;
}
