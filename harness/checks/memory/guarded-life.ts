import { RC } from '../../abi/enums.ts';
import type { LiveContext } from '../../live-context.ts';
import type { GuardRules } from '../../memory/guarded-inputs.ts';
import { judged, type Outcome, skipped } from '../../protocol/verdict.ts';

/** Lives a short life for each set of rules, with its inputs in memory where a breach of them is a fault. */
export async function guardedLife(context: LiveContext, rules: readonly GuardRules[]): Promise<Outcome> {
	let events = 0;
	let calls = 0;
	for (const rule of rules) {
		const record = await context.withGuardedInputs(rule, () => context.liveOrdinarily('short'));
		if (!record.init.rc.written || record.init.rc.value !== RC.SUCCESS) {
			return skipped('plugin_init fails: give --init-config');
		}
		events += record.events.length;
		calls += record.calls.length;
	}
	return judged([], `${events} events and ${calls} calls with guarded inputs`);
}
