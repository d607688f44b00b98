import type { LiveContext } from '../../live-context.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { PATIENCE_MS, scriptFor, withOpenState } from '../async/with-handler.ts';
import { until } from '../until.ts';

/** Events that show that a plugin goes on sending. */
const FLOW = 4;
const LONGER_MS = 3_000;

/**
 * Async events have to go on after set_config. What comes without it is counted first: a plugin that sends a few events when
 * the handler is set, and no more, sends as many where set_config comes in between.
 */
export async function stillSending(context: LiveContext): Promise<FindingDraft[]> {
	const { plugin, settings, timeoutScale } = context;
	const findings: FindingDraft[] = [];
	const scale = Math.max(1, timeoutScale);
	await withOpenState(context, async (state, read) => {
		const { native } = plugin.ownerOf(state);
		native.scriptAsync(scriptFor(context));
		const sent = async (afterFirst: () => Promise<unknown>, patienceMs: number) => {
			const { calls } = native.asyncCounters();
			const count = () => native.asyncCounters().calls - calls;
			await plugin.setAsyncHandler(state, 'set');
			await read();
			await until(() => count() >= 1, PATIENCE_MS * scale);
			await afterFirst();
			await until(() => count() >= FLOW, patienceMs * scale);
			await plugin.setAsyncHandler(state, 'reset');
			return count();
		};
		const without = await sent(() => Promise.resolve(), PATIENCE_MS);
		if (without < FLOW) return judged([]);
		await context.trying('set_config while async events flow');
		const withUpdate = await sent(() => plugin.setConfig(state, settings.config), LONGER_MS);
		if (withUpdate >= FLOW) return judged([]);
		findings.push({
			severity: 'warning',
			message: 'no async event comes any more after set_config',
			call: 'plugin_set_config',
			expected: 'the producer goes on with the new configuration',
			observed: `${withUpdate} events, and ${without} without set_config in the same time`,
			fix: 'Start the producer again where set_config stops it, with the handler that is still set.',
		});
		return judged([]);
	});
	return findings;
}
