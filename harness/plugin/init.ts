import { intOutput } from '../memory/outputs.ts';
import { ownerInitInput } from '../owner/init-input.ts';
import type { ReturnedText } from '../protocol/returned-text.ts';
import type { InitReading } from '../record.ts';
import type { Description } from '../subjects.ts';
import type { Plugin } from './plugin.ts';
import { textAt } from './texts.ts';

/** get_init_schema with a poisoned type. The type is an int that the plugin writes. */
export async function readInitSchema(plugin: Plugin): Promise<Description['initSchema']> {
	const { arena } = plugin.surroundings;
	const mark = arena.mark();
	const type = intOutput(arena, 'type');
	const text = textAt(await plugin.invoke('get_init_schema', [type.address]));
	const written = type.read();
	arena.reset(mark);
	return { text, typeWritten: written.written, type: written.written ? written.value : 0 };
}

/**
 * init as Falco calls it (`sinsp_plugin::init`): the input lives only during the call, `tables` is NULL unless the plugin
 * parses or extracts, and the result is not initialised. After a failure with a state, the state's last error is asked, and
 * destroying it is up to the caller.
 */
export async function init(plugin: Plugin, config: string | Uint8Array): Promise<InitReading> {
	const { arena } = plugin.surroundings;
	const mark = arena.mark();
	const input = ownerInitInput(plugin, config);
	const rc = intOutput(arena, 'rc');
	const state = await plugin.invoke('init', [input.address, rc.address]);
	const written = rc.read();
	input.release();
	arena.reset(mark);
	const failed = written.written && written.value !== 0;
	return { rc: written, state, error: failed && state !== 0n ? await lastError(plugin, state) : null };
}

/** Falco destroys only a state that is not NULL. */
export async function destroy(plugin: Plugin, state: bigint): Promise<void> {
	if (state !== 0n) await plugin.invoke('destroy', [state]);
}

/** get_last_error, to be asked only right after a failure: the Go SDK aborts when there is none. */
export async function lastError(plugin: Plugin, state: bigint): Promise<ReturnedText> {
	return textAt(await plugin.invoke('get_last_error', [state]));
}
