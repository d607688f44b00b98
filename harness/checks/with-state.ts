import { RC } from '../abi/enums.ts';
import type { LiveContext } from '../live-context.ts';
import { type Outcome, skipped } from '../protocol/verdict.ts';

/** Initialises the plugin, uses the state, and destroys it; skips where the plugin does not initialise. */
export async function withState({ plugin, settings }: LiveContext, use: (state: bigint) => Promise<Outcome>) {
	const { rc, state } = await plugin.init(settings.config);
	const ready = rc.written && rc.value === RC.SUCCESS;
	const outcome = ready ? await use(state) : skipped('plugin_init fails: give --init-config');
	await plugin.destroy(state);
	return outcome;
}

/** Opens the plugin's event source, uses the instance, and closes it; skips where it does not open. */
export async function withInstance(
	{ plugin, settings }: LiveContext,
	state: bigint,
	use: (instance: bigint) => Promise<Outcome>,
): Promise<Outcome> {
	const { rc, instance } = await plugin.open(state, settings.openParams);
	const opened = rc.written && rc.value === RC.SUCCESS;
	const outcome = opened ? await use(instance) : skipped('plugin_open fails: give --open-params');
	await plugin.close(state, instance);
	return outcome;
}

export const NO_EVENTS = 'no event was there to extract from: give --open-params or --samples';

/** As `withState`, with events to extract from. */
export function withEvents(
	context: LiveContext,
	limit: number,
	use: (state: bigint, events: readonly Buffer[]) => Promise<Outcome>,
): Promise<Outcome> {
	return withState(context, async (state) => {
		const events = await context.sampleEvents(state, limit);
		return events.length === 0 ? skipped(NO_EVENTS) : use(state, events);
	});
}
