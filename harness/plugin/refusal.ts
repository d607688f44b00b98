import { RC } from '../abi/enums.ts';
import { lossyTextOf } from '../protocol/describe-text.ts';
import type { ReturnedText } from '../protocol/returned-text.ts';
import type { WrittenInt } from '../record.ts';
import { lastError } from './init.ts';
import type { Plugin } from './plugin.ts';

/** A call that the plugin answered with another result than success. */
export interface Refusal {
	kind: 'refused';
	call: 'init' | 'open';
	/** What get_last_error said, or what is known without it. */
	error: string;
}

/** The refusal that a result is; undefined for success. A result that was not written counts as failure, as it does in Falco. */
export function refusalOf(call: Refusal['call'], rc: WrittenInt, error: ReturnedText | null): Refusal | undefined {
	if (rc.written && rc.value === RC.SUCCESS) return undefined;
	const said = error && lossyTextOf(error);
	const without = rc.written
		? `plugin_${call} returned ${rc.value} without an error text`
		: 'the result was not written';
	return { kind: 'refused', call, error: said || without };
}

/** get_last_error after a failure, as text; empty where there is none. */
export async function lastErrorText(plugin: Plugin, state: bigint): Promise<string> {
	return lossyTextOf(await lastError(plugin, state)) ?? '';
}
