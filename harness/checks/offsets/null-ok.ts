import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { judged } from '../../protocol/verdict.ts';
import { eachRequest, requestText } from '../each-request.ts';
import { valuesOf } from '../values-text.ts';
import { withEvents } from '../with-state.ts';

const EVENTS = 4;

export default defineCheck<LiveCheck>({
	id: 'offsets.null-ok',
	title: 'values do not depend on offsets being asked for',
	asserts: 'Extraction gives the same values whether value_offsets is NULL or set.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'extract_fields', 'destroy'],
	deadlineMs: 60_000,
	why: 'Falco passes NULL, tools that show the bytes of an event pass a pointer (API 3.11): both have to see the same.',
	fix: 'Write through value_offsets only where it is not NULL, and let it change nothing else.',
	run: (context) =>
		withEvents(context, EVENTS, async (state, events) => {
			const { plugin, settings, trying } = context;
			await trying('to extract with value_offsets set');
			const findings = await eachRequest(events, context.requests, async (request, event, index) => {
				const options = { number: BigInt(index + 1), source: settings.source };
				const without = valuesOf(await plugin.extract(state, event, [request], options));
				const set = valuesOf(await plugin.extract(state, event, [request], { ...options, offsets: true }));
				if (set === without) return undefined;
				// A value that drifts by itself is not the fault of offsets.
				if (valuesOf(await plugin.extract(state, event, [request], options)) !== without) return undefined;
				return {
					message: `${requestText(request)} has another value when offsets are asked for`,
					expected: `${without}, as with value_offsets NULL`,
					observed: `${set} on event ${index}`,
				};
			});
			return judged(findings, `${context.requests.length} requests on ${events.length} events`);
		}),
});
