import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { describeReturned, lossyTextOf } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import type { OpenReading } from '../../record.ts';
import { firstOfEach } from '../first-of-each.ts';
import { withState } from '../with-state.ts';

/** Parameters that most plugins refuse. */
const LIKELY_BAD = ['/nonexistent/plugin-kit', 'plugin-kit: no such parameter', '{"plugin-kit": '];
const call = 'plugin_open';

export default defineCheck<LiveCheck>({
	id: 'open.failure-contract',
	title: 'open stores its result, and a failure has a reason',
	asserts:
		'plugin_open always stores SUCCESS or FAILURE; after a failure the instance is NULL and get_last_error gives a text.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'close', 'get_last_error', 'destroy'],
	deadlineMs: 60_000,
	why:
		'libs source_plugin.c:init presets the result to FAILURE, so that an open that stores none never works, and prints ' +
		'get_last_error with %s, which crashes on NULL.',
	fix: 'Store *rc on every path; on failure return NULL, and give the reason in plugin_get_last_error.',
	run: (context) =>
		withState(context, async (state) => {
			const { plugin, inputs, settings, trying } = context;
			const bad = inputs.badOpenParams.length > 0 ? inputs.badOpenParams : LIKELY_BAD;
			const findings: FindingDraft[] = [];
			let failures = 0;
			for (const params of [settings.openParams, ...bad]) {
				await trying(`the open parameters "${params}"`);
				const reading = await plugin.open(state, params);
				if (reading.rc.written && reading.rc.value === RC.FAILURE) failures += 1;
				findings.push(...judgeOpen(reading, params));
				await plugin.close(state, reading.instance);
			}
			if (failures === 0 && findings.length === 0) return skipped('open refused nothing: give --bad-open-params');
			return judged(firstOfEach(findings), `${failures} failed opens`);
		}),
});

function judgeOpen({ rc, instance, error }: OpenReading, params: string): FindingDraft[] {
	const after = `with "${params}"`;
	if (!rc.written || (rc.value !== RC.SUCCESS && rc.value !== RC.FAILURE)) {
		return [
			{
				message: rc.written
					? `open stored ${rc.value}, which is no result of open`
					: 'open returned without storing its result',
				call,
				expected: 'SS_PLUGIN_SUCCESS (0) or SS_PLUGIN_FAILURE (1) in *rc',
				observed: rc.written ? `${rc.value} ${after}` : `*rc untouched ${after}`,
			},
		];
	}
	if (rc.value === RC.SUCCESS) return [];
	const findings: FindingDraft[] = [];
	if (instance !== 0n) {
		findings.push({
			severity: 'warning',
			message: 'a failed open returns an instance',
			call,
			expected: 'NULL',
			observed: `0x${instance.toString(16)} ${after}`,
		});
	}
	if (error && !lossyTextOf(error)) {
		findings.push({
			message: 'a failed open gives no reason',
			call: 'plugin_get_last_error',
			expected: 'a text that says what is wrong',
			observed: `${describeReturned(error)} ${after}`,
		});
	}
	return findings;
}
