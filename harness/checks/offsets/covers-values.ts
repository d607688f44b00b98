import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { requestText } from '../each-request.ts';
import { eachOffsets } from './each-offsets.ts';

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
		eachOffsets(context, ({ request, field, offsets }) => {
			if (!offsets.startWritten || !offsets.lengthWritten) return undefined;
			const values = Number(field.resLen);
			if (offsets.readable >= values) return undefined;
			return {
				message: `${requestText(request)} has fewer offsets than values`,
				expected: `${values} entries in start and in length`,
				observed: `${offsets.readable} can be read`,
			};
		}),
});
