import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { judged } from '../../protocol/verdict.ts';
import { withState } from '../with-state.ts';

export default defineCheck<LiveCheck>({
	id: 'lifecycle.close-null-instance',
	title: 'close of no instance is harmless',
	asserts: 'close(state, NULL) does not crash, and the source can be opened afterwards.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'close', 'destroy'],
	deadlineMs: 20_000,
	why:
		'After a failed open libs calls close with whatever open returned, which is mostly NULL (scap.c:try_open_common, ' +
		'source_plugin.c:close_engine). An older web page says otherwise.',
	fix: 'Return from close at once where the instance is NULL.',
	run(context) {
		const { plugin, settings, inputs } = context;
		return withState(context, async (state) => {
			for (const params of inputs.badOpenParams) {
				await context.trying('close after an open that failed');
				const { instance } = await plugin.open(state, params);
				await plugin.close(state, instance);
			}
			await context.trying('close with NULL as instance');
			await plugin.close(state, 0n);
			const { instance } = await plugin.open(state, settings.openParams);
			await plugin.close(state, instance);
			return judged([], `close(state, NULL), and ${inputs.badOpenParams.length} times after a failed open`);
		});
	},
});
