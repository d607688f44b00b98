import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { LiveContext } from '../../live-context.ts';
import type { FieldRequest } from '../../plugin/extract.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import type { ExtractedField } from '../../record.ts';
import { eachRequest, requestText } from '../each-request.ts';
import { valueList, valuesOf } from '../values-text.ts';
import { withValues } from '../with-state.ts';

const EVENTS = 2;
const REQUESTS = 48;

interface Step {
	what: string;
	run: () => Promise<unknown>;
}

export default defineCheck<LiveCheck>({
	id: 'extract.result-lifetime',
	title: 'values last until the next extraction',
	asserts:
		'Extracted values stay as they are until the next extract_fields on the same state, whatever else is called: ' +
		'parse_event, event_to_string, get_metrics, extraction on another state.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: [
		'init',
		'open',
		'next_batch',
		'close',
		'extract_fields',
		'parse_event',
		'event_to_string',
		'get_metrics',
		'destroy',
	],
	deadlineMs: 60_000,
	why: 'libs extract_value_t keeps the pointers of the plugin until the value is compared or printed, and copies nothing.',
	fix: 'Keep values in memory that belongs to the state, not on the stack, and reuse it only in the next plugin_extract_fields.',
	run: (context) =>
		withValues(context, EVENTS, async (state, events) => {
			const { plugin, settings } = context;
			const other = await plugin.init(settings.config);
			const otherState = other.rc.written && other.rc.value === RC.SUCCESS ? other.state : undefined;
			const kept = events.map((event) => plugin.keepEvent(event));
			const findings = await eachRequest(events, context.requests.slice(0, REQUESTS), async (request, event, index) => {
				const extraction = await plugin.extract(state, kept[index] ?? event, [request], {
					number: BigInt(index + 1),
					source: settings.source,
				});
				const [field] = extraction.fields;
				if (extraction.rc !== RC.SUCCESS || !field?.values || field.values.length === 0) return undefined;
				return judgeAfter(
					context,
					request,
					field,
					valuesOf(extraction),
					steps(context, state, otherState, request, event, events[index === 0 ? events.length - 1 : 0] ?? event),
				);
			});
			await plugin.destroy(other.state);
			return judged(findings, `${Math.min(REQUESTS, context.requests.length)} fields on ${events.length} events`);
		}),
});

/** What a host does between an extraction and its next one on the same state. */
function steps(
	{ plugin, settings }: LiveContext,
	state: bigint,
	otherState: bigint | undefined,
	request: FieldRequest,
	event: Buffer,
	another: Buffer,
): Step[] {
	const { source } = settings;
	const all: Step[] = [
		{ what: 'the stack was used', run: () => plugin.churnStack() },
		{ what: 'heap memory was used', run: () => plugin.churnHeap([]) },
	];
	if (plugin.has('parse')) all.push({ what: 'parse_event', run: () => plugin.parse(state, event, 2n, source) });
	all.push({ what: 'event_to_string', run: () => plugin.eventToString(state, event, 2n, source) });
	all.push({ what: 'get_metrics', run: () => plugin.getMetrics(state) });
	if (otherState !== undefined) {
		const extract = () => plugin.extract(otherState, another, [request], { number: 3n, source });
		all.push({ what: 'extract_fields of another state', run: extract });
	}
	return all;
}

async function judgeAfter(
	{ plugin }: LiveContext,
	request: FieldRequest,
	field: ExtractedField,
	expected: string,
	all: readonly Step[],
): Promise<FindingDraft | undefined> {
	for (const { what, run } of all) {
		await run();
		const now = valueList(plugin.rereadValues(request, field));
		if (now === expected) continue;
		return {
			message: `the value of ${requestText(request)} does not last`,
			expected: `${expected} until the next extract_fields`,
			observed: `${now} after ${what}`,
		};
	}
	return undefined;
}
