import { RC } from '../../abi/enums.ts';
import type { LiveContext } from '../../live-context.ts';
import type { AsyncScript } from '../../native/owner.ts';
import { type FindingDraft, type Outcome, skipped } from '../../protocol/verdict.ts';
import { withState } from '../with-state.ts';

export const SILENT = 'the plugin sent no async event while it was watched';

/** How long is waited for events before a plugin counts as silent. */
export const PATIENCE_MS = 1_500;

/** A script that allows the names that the plugin declares. */
export function scriptFor({ settings }: LiveContext, script: AsyncScript = {}): AsyncScript {
	return { names: settings.asyncNames, ...script };
}

/** What is wrong with a result of set_async_event_handler; undefined for success. */
export function setterFinding(rc: number, what: string): FindingDraft | undefined {
	if (rc === RC.SUCCESS) return undefined;
	return {
		message: `set_async_event_handler failed ${what}`,
		call: 'plugin_set_async_event_handler',
		expected: 'SS_PLUGIN_SUCCESS (0)',
		observed: `${rc}; Falco: "can't set async event handler for plugin"`,
	};
}

/** Runs `use` with a state whose source is open, as far as there is one, and closes in Falco's order. */
export function withOpenState(
	context: LiveContext,
	use: (state: bigint, read: () => Promise<void>) => Promise<Outcome>,
): Promise<Outcome> {
	const { plugin, settings } = context;
	return withState(context, async (state) => {
		if (!plugin.has('source')) return use(state, async () => {});
		const { rc, instance } = await plugin.open(state, settings.openParams);
		if (!rc.written || rc.value !== RC.SUCCESS) {
			await plugin.close(state, instance);
			return skipped('plugin_open fails: give --open-params');
		}
		const outcome = await use(state, async () => {
			await plugin.nextBatch(state, instance);
		});
		await plugin.close(state, instance);
		return outcome;
	});
}
