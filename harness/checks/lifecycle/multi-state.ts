import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { LiveContext } from '../../live-context.ts';
import { describeReturned, lossyTextOf } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';

const EVENTS = 16;

export default defineCheck<LiveCheck>({
	id: 'lifecycle.multi-state',
	title: 'two states live beside each other',
	asserts:
		'Two states that live at the same time are different ones, work each for itself, and can be destroyed in either order. Two ' +
		'instances of one state are different ones, where the plugin can be opened twice.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'destroy'],
	deadlineMs: 30_000,
	why:
		'Falco loads a plugin into the inspector of each event source that it has to do with (init_inspectors.cpp), so that several ' +
		'states live in one process.',
	fix: 'Allocate a state in each init and an instance in each open, and keep nothing of them in globals.',
	async run(context) {
		const { plugin, settings } = context;
		const findings: FindingDraft[] = [];
		for (const order of ['first', 'last'] as const) {
			await context.trying(`two states, of which the ${order} one is destroyed first`);
			const one = await plugin.init(settings.config);
			if (!one.rc.written || one.rc.value !== RC.SUCCESS) {
				await plugin.destroy(one.state);
				return skipped('plugin_init fails: give --init-config');
			}
			const two = await plugin.init(settings.config);
			if (!two.rc.written || two.rc.value !== RC.SUCCESS) {
				findings.push(
					secondInit(two.error ? describeReturned(two.error) : 'NULL', lossyTextOf(two.error ?? { kind: 'null' })),
				);
				if (two.state !== one.state) await plugin.destroy(two.state);
				await plugin.destroy(one.state);
				return judged(findings, 'a second init while the first state lived');
			}
			if (one.state !== 0n && one.state === two.state) {
				await plugin.destroy(one.state);
				findings.push({
					message: 'init returns the same state twice',
					call: 'plugin_init',
					expected: 'a state of its own for each init',
					observed: `0x${one.state.toString(16)} both times`,
				});
				return judged(findings);
			}
			findings.push(...(await instances(context, one.state)));
			const [gone, left] = order === 'first' ? [one.state, two.state] : [two.state, one.state];
			await context.sampleEvents(gone, EVENTS);
			await plugin.destroy(gone);
			await context.trying(`the state that is left after the ${order} one was destroyed`);
			await context.sampleEvents(left, EVENTS);
			await plugin.destroy(left);
		}
		return judged(findings.slice(0, 1), 'two states at a time, destroyed in both orders');
	},
});

function secondInit(observed: string, text: string | undefined): FindingDraft {
	return {
		...(text ? { severity: 'info' as const } : {}),
		message: 'a second init fails while a first state lives',
		call: 'plugin_init',
		expected: 'success: Falco inits a plugin once for each event source',
		observed,
	};
}

async function instances({ plugin, settings }: LiveContext, state: bigint): Promise<FindingDraft[]> {
	if (!plugin.has('source')) return [];
	const one = await plugin.open(state, settings.openParams);
	if (!one.rc.written || one.rc.value !== RC.SUCCESS) {
		await plugin.close(state, one.instance);
		return [];
	}
	const two = await plugin.open(state, settings.openParams);
	const opened = two.rc.written && two.rc.value === RC.SUCCESS;
	const same = opened && one.instance !== 0n && one.instance === two.instance;
	if (!same) await plugin.close(state, two.instance);
	await plugin.close(state, one.instance);
	if (!opened) {
		return [
			{
				severity: 'info',
				message: 'a second open of one state fails',
				call: 'plugin_open',
				observed: two.error ? describeReturned(two.error) : 'no message',
				fix: 'Nothing to do where only one instance can be: Falco opens a source once.',
			},
		];
	}
	if (!same) return [];
	return [
		{
			message: 'open returns the same instance twice',
			call: 'plugin_open',
			expected: 'an instance of its own for each open',
			observed: `0x${one.instance.toString(16)} both times`,
		},
	];
}
