import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { LiveContext } from '../../live-context.ts';
import { quoted } from '../../protocol/describe-text.ts';
import { utf8Of } from '../../protocol/returned-text.ts';
import { type FindingDraft, judged, type Outcome, skipped } from '../../protocol/verdict.ts';
import { failingParams, NOTHING_FAILED } from './provoke.ts';

const call = 'plugin_get_last_error';

export default defineCheck<LiveCheck>({
	id: 'errors.last-error-fresh',
	title: 'the message is that of the latest failure of the state',
	asserts:
		'Two failures with different causes have different messages, and a state does not tell the failure of another one.',
	severity: 'warning',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'close', 'get_last_error', 'destroy'],
	deadlineMs: 30_000,
	why: 'plugin_api.h: get_last_error gives the last error of this state; Falco has a state for each event source.',
	fix: 'Keep the text in the state, and set it anew in each function that fails.',
	async run(context) {
		const { plugin, settings } = context;
		const [first, second] = failingParams(context);
		if (first === undefined || second === undefined) return skipped('give --bad-open-params twice');
		const one = await plugin.init(settings.config);
		const two = await plugin.init(settings.config);
		const ready = [one, two].every(({ rc }) => rc.written && rc.value === RC.SUCCESS);
		// States that are the same are a finding of lifecycle.multi-state, and destroyed once.
		const outcome =
			ready && one.state !== two.state
				? await interleaved(context, one.state, two.state, [first, second])
				: skipped('no two states at a time (see lifecycle.multi-state)');
		if (two.state !== one.state) await plugin.destroy(two.state);
		await plugin.destroy(one.state);
		return outcome;
	},
});

async function interleaved(
	{ plugin }: LiveContext,
	one: bigint,
	two: bigint,
	[first, second]: readonly [string, string],
): Promise<Outcome> {
	const alone = await plugin.open(one, first);
	await plugin.close(one, alone.instance);
	const other = await plugin.open(two, second);
	await plugin.close(two, other.instance);
	if (!alone.error || !other.error) return skipped(NOTHING_FAILED);
	const [mine, others] = [utf8Of(alone.error), utf8Of(other.error)];
	if (mine === undefined || others === undefined || mine === others) {
		return skipped('the two failures have the same message: give --bad-open-params twice, with different causes');
	}
	const failedOne = await plugin.openUnasked(one, first);
	const failedTwo = await plugin.openUnasked(two, second);
	const now = utf8Of(await plugin.lastError(one));
	await plugin.lastError(two);
	await plugin.close(one, failedOne.instance);
	await plugin.close(two, failedTwo.instance);
	const later = await plugin.open(one, second);
	await plugin.close(one, later.instance);
	const findings: FindingDraft[] = [];
	if (now === others) {
		findings.push({
			message: 'a state tells the failure of another state',
			call,
			expected: quoted(mine),
			observed: quoted(others),
		});
	}
	if (later.error && utf8Of(later.error) === mine) {
		findings.push({
			message: 'the message is that of an earlier failure',
			call,
			expected: `another message than ${quoted(mine)}, which had another cause`,
			observed: quoted(mine),
		});
	}
	return judged(findings, 'two failures of open on two states, interleaved');
}
