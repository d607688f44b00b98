import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { LiveContext } from '../../live-context.ts';
import { describeReturned, lossyTextOf } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';
import { withState } from '../with-state.ts';
import { stillSending } from './still-sending.ts';

const call = 'plugin_set_config';
const BATCHES = 4;

export default defineCheck<LiveCheck>({
	id: 'config.update',
	title: 'the configuration can be set again while the plugin runs',
	asserts:
		'set_config with the configuration that the plugin has returns SUCCESS, or FAILURE with a message, after init, between two ' +
		'calls of next_batch, while async events flow, and after close. Async events go on after it.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'set_config', 'set_async_event_handler', 'close', 'destroy'],
	deadlineMs: 30_000,
	why: 'plugin_api.h (API 3.4): a host may call set_config at any time between init and destroy, from the thread of the other calls.',
	fix: 'Hold no lock from one call to the next, and swap the configuration as a whole.',
	run(context) {
		const { plugin, settings } = context;
		if (!plugin.exports('set_config')) return Promise.resolve(skipped('plugin_set_config is not exported'));
		return withState(context, async (state) => {
			const findings = [...(await updated(context, state, 'after init'))];
			const opened = plugin.has('source') ? await plugin.open(state, settings.openParams) : undefined;
			const running = opened?.rc.written === true && opened.rc.value === RC.SUCCESS;
			if (plugin.has('async')) await plugin.setAsyncHandler(state, 'set');
			for (let batch = 0; opened && running && batch < BATCHES; batch++) {
				const { rc } = await plugin.nextBatch(state, opened.instance);
				findings.push(...(await updated(context, state, 'between two batches')));
				if (rc > 0) break;
			}
			if (plugin.has('async')) findings.push(...(await updated(context, state, 'while async events flow')));
			if (opened) await plugin.close(state, opened.instance);
			if (plugin.has('async')) await plugin.setAsyncHandler(state, 'reset');
			findings.push(...(await updated(context, state, 'after close')));
			if (plugin.has('async')) findings.push(...(await stillSending(context)));
			return judged(firstOfEach(findings), 'the same configuration, set again at each stage of a life');
		});
	},
});

async function updated(
	{ plugin, settings, trying }: LiveContext,
	state: bigint,
	when: string,
): Promise<FindingDraft[]> {
	await trying(`set_config ${when}`);
	const rc = await plugin.setConfig(state, settings.config);
	if (rc === RC.SUCCESS) return [];
	if (rc !== RC.FAILURE) {
		return [
			{ message: `set_config returned ${rc}`, call, expected: '0 (success) or 1 (failure)', observed: `${rc} ${when}` },
		];
	}
	const error = await plugin.lastError(state);
	if (lossyTextOf(error)) return [];
	return [
		{
			severity: error.kind === 'text' ? 'info' : 'warning',
			message: 'set_config refuses the configuration that the plugin has, and does not say why',
			call,
			expected: 'SUCCESS, or a message in get_last_error',
			observed: `get_last_error returned ${describeReturned(error)} ${when}`,
			fix: 'Implement set_config, or do not export it (the C++ SDK exports one that always fails).',
		},
	];
}
