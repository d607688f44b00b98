import { setAsyncHandler } from '../../../harness/plugin/async.ts';
import { notifyCapture } from '../../../harness/plugin/listen.ts';
import { close, open } from '../../../harness/plugin/source.ts';
import { callForText } from '../../../harness/plugin/texts.ts';
import { type ReturnedText, utf8Of } from '../../../harness/protocol/returned-text.ts';
import type { RunSource } from '../plan.ts';
import { type InitialisedPlugin, SourceFailure } from './load-plugins.ts';

/** An open stream. */
export interface OpenSource {
	readonly opened: InitialisedPlugin;
	readonly instance: bigint;
	/** Whether plugins may send async events into it. */
	readonly takesAsync: boolean;
	/**
	 * Ends it in Falco's order (`sinsp::close`): close, the async handlers, capture listening; the states are destroyed
	 * afterwards.
	 */
	close(): Promise<void>;
}

/**
 * Opens the stream of a source in Falco's order (`sinsp::open_common`): open, async handlers, capture listening. Throws
 * `SourceFailure`, after closing what open gave back.
 */
export async function openSource(source: RunSource, plugins: readonly InitialisedPlugin[]): Promise<OpenSource> {
	const opened = plugins[source.opened];
	if (opened === undefined) throw new Error(`the source ${source.name} has no plugin ${source.opened}`);
	const reading = await open(opened.plugin, opened.state, source.openParams);
	const asyncs = plugins.filter(({ plugin, wanted }) => wanted.sendsAsync && plugin.has('async'));
	const listeners = plugins.filter(({ plugin }) => plugin.has('listen'));
	const closeStream = () => close(opened.plugin, opened.state, reading.instance);
	if (!reading.rc.written || reading.rc.value !== 0) {
		if (reading.instance !== 0n) await closeStream();
		throw new SourceFailure(
			`unable to open plugin source '${source.name}': ${(reading.error && utf8Of(reading.error)) ?? ''}`.trimEnd(),
		);
	}
	const closeAll = async () => {
		await closeStream();
		for (const { plugin, state } of asyncs) await setAsyncHandler(plugin, state, 'reset');
		for (const { plugin, state } of listeners) await notifyCapture(plugin, 'capture_close', state);
	};
	for (const { plugin, state, wanted } of asyncs) {
		const names = namesOf(await callForText(plugin, 'get_async_events'));
		plugin.surroundings.owner.native.scriptAsync({ tidUnset: true, names });
		if ((await setAsyncHandler(plugin, state, 'set')) !== 0) {
			await closeAll();
			throw new SourceFailure(`can't set async event handler for plugin '${wanted.name}'`);
		}
	}
	for (const { plugin, state, wanted } of listeners) {
		if ((await notifyCapture(plugin, 'capture_open', state)) !== 0) {
			await closeAll();
			throw new SourceFailure(`capture_open error for plugin '${wanted.name}'`);
		}
	}
	return { opened, instance: reading.instance, takesAsync: asyncs.length > 0, close: closeAll };
}

function namesOf(text: ReturnedText): string[] {
	try {
		const names: unknown = JSON.parse(utf8Of(text) ?? '[]');
		return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
	} catch {
		return [];
	}
}
