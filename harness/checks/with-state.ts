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

export const NO_EVENTS = 'no event was there to extract from: give --open-params, --samples or --with';

export const NO_VALUES = 'no field has a value in synthetic events: give --samples or --with';

/** As `withEvents`, for checks that need values: synthetic events may have none. */
export function withValues(
	context: LiveContext,
	limit: number,
	use: (state: bigint, events: readonly Buffer[]) => Promise<Outcome>,
): Promise<Outcome> {
	return withEvents(context, limit, async (state, events) => {
		const { plugin, settings } = context;
		const real = plugin.has('source') || settings.givenEvents.length > 0;
		return real || (await anyValue(context, state, events)) ? use(state, events) : skipped(NO_VALUES);
	});
}

async function anyValue({ plugin, requests, settings }: LiveContext, state: bigint, events: readonly Buffer[]) {
	for (const [index, event] of events.entries()) {
		for (const request of requests) {
			const options = { number: BigInt(index + 1), source: settings.source };
			const { rc, fields } = await plugin.extract(state, event, [request], options);
			if (rc === RC.SUCCESS && fields.some(({ resLen }) => (resLen ?? 0n) > 0n)) return true;
		}
	}
	return false;
}

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
