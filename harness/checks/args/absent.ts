import { UINT64_MAX } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { judged, skipped } from '../../protocol/verdict.ts';
import { eachRequest } from '../each-request.ts';
import { valuesOf } from '../values-text.ts';
import { withEvents } from '../with-state.ts';

const EVENTS = 8;

export default defineCheck<LiveCheck>({
	id: 'args.absent',
	title: 'an argument that is not given does not matter',
	asserts:
		'A field whose optional argument is left out gives the same value whether the host presets arg_index to all ones or to 0.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'extract_fields', 'destroy'],
	deadlineMs: 60_000,
	why:
		'arg_index without an argument is 0 up to Falco 0.42 and 2^64-1 since 0.43 (libs@32f824c60); plugin_types.h says to look ' +
		'at arg_present first.',
	fix: 'Look at arg_present before arg_key and arg_index.',
	run: (context) => {
		const requests = context.requests.filter(({ field, argument }) => field.arg && argument.kind === 'none');
		if (requests.length === 0) return Promise.resolve(skipped('no field has an optional argument'));
		return withEvents(context, EVENTS, async (state, events) => {
			const { plugin, settings, trying } = context;
			const findings = await eachRequest(events, requests, async (request, event, index) => {
				await trying(`${request.field.name} without an argument`);
				const extract = async (absentArgIndex: bigint) => {
					const options = { number: BigInt(index + 1), source: settings.source, absentArgIndex };
					return valuesOf(await plugin.extract(state, event, [request], options));
				};
				const [ones, zero] = [await extract(UINT64_MAX), await extract(0n)];
				if (ones === zero || (await extract(UINT64_MAX)) !== ones) return undefined;
				return {
					message: `${request.field.name} without an argument depends on arg_index`,
					expected: 'the same value, as arg_present is 0',
					observed: `${ones} with arg_index 2^64-1, and ${zero} with 0, on event ${index}`,
				};
			});
			return judged(findings, `${requests.length} fields on ${events.length} events`);
		});
	},
});
