import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { LiveContext } from '../../live-context.ts';
import type { FieldRequest } from '../../plugin/extract.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { requestText } from '../each-request.ts';
import { firstOfEach } from '../first-of-each.ts';
import { SeededRandom } from '../seeded-random.ts';
import { valuesOf, valuesText } from '../values-text.ts';
import { withValues } from '../with-state.ts';

const EVENTS = 8;

export default defineCheck<LiveCheck>({
	id: 'extract.multi-field',
	title: 'several fields in one call have the values of single calls',
	asserts: 'Asking for several fields in one call of extract_fields, in any order, gives each the value it has alone.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'extract_fields', 'destroy'],
	deadlineMs: 60_000,
	why: 'The request of extract_fields is an array (plugin_api.h): Falco asks for one field a call, other hosts for more.',
	fix: 'Give each requested field memory of its own for its values, and keep all until the next call.',
	run: (context) =>
		withValues(context, EVENTS, async (state, events) => {
			const random = new SeededRandom(context.seed);
			const findings: FindingDraft[] = [];
			let asked = 0;
			for (const [index, event] of events.entries()) {
				const options = { number: BigInt(index + 1), source: context.settings.source };
				const single = await singleValues(context, state, event, options);
				const all = [...single.keys()];
				const orders = [all, all.toReversed(), random.shuffled(all).slice(0, Math.ceil(all.length / 2))];
				for (const requests of orders.filter(({ length }) => length > 1)) {
					const { rc, fields } = await context.plugin.extract(state, event, requests, options);
					asked += 1;
					for (const [place, request] of requests.entries()) {
						const expected = single.get(request) ?? '';
						const observed = valuesText(rc, fields[place]);
						if (observed === expected) continue;
						findings.push({
							message: `${requestText(request)} has another value when other fields are asked for in the same call`,
							call: 'plugin_extract_fields',
							expected: `${expected}, as in a call of its own`,
							observed: `${observed} as field ${place + 1} of ${requests.length} on event ${index}`,
						});
					}
				}
			}
			if (asked === 0)
				return skipped('fewer than two fields had a value on the events: give --open-params, --samples or --with');
			return judged(firstOfEach(findings), `${asked} calls on ${events.length} events`);
		}),
});

/** One request of each field with the value that it has in a call of its own; fields without a steady value are left out. */
async function singleValues(
	{ plugin, requests }: LiveContext,
	state: bigint,
	event: Buffer,
	options: { number: bigint; source: string },
): Promise<Map<FieldRequest, string>> {
	const values = new Map<FieldRequest, string>();
	const fields = new Set<number>();
	for (const request of requests) {
		if (fields.has(request.field.id)) continue;
		const once = await plugin.extract(state, event, [request], options);
		const again = await plugin.extract(state, event, [request], options);
		// A plugin may say FAILURE for "no value", and then for the whole call.
		if (once.rc !== RC.SUCCESS || valuesOf(once) !== valuesOf(again)) continue;
		fields.add(request.field.id);
		values.set(request, valuesOf(once));
	}
	return values;
}
