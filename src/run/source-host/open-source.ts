import { encodePluginEvent } from '../../../harness/abi/event.ts';
import { givenStream } from '../../../harness/native/given.ts';
import type { Address } from '../../../harness/native/library.ts';
import { setAsyncHandler } from '../../../harness/plugin/async.ts';
import { notifyCapture } from '../../../harness/plugin/listen.ts';
import { close, open } from '../../../harness/plugin/source.ts';
import { callForText } from '../../../harness/plugin/texts.ts';
import { type ReturnedText, utf8Of } from '../../../harness/protocol/returned-text.ts';
import { type ByteText, toBytes } from '../../rules/values/byte-text.ts';
import type { RunSource } from '../plan.ts';
import { type InitialisedPlugin, SourceFailure } from './load-plugins.ts';

/** An open stream. */
export interface OpenSource {
	readonly opened: InitialisedPlugin;
	/** What next_batch is called with, and where that is. */
	readonly instance: Address;
	readonly nextBatch: Address;
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
	const stream = await openStream(source, opened);
	const asyncs = plugins.filter(({ plugin, wanted }) => wanted.sendsAsync && plugin.has('async'));
	const listeners = plugins.filter(({ plugin }) => plugin.has('listen'));
	const closeAll = async () => {
		await stream.close();
		for (const { plugin, state } of asyncs) await setAsyncHandler(plugin, state, 'reset');
		for (const { plugin, state } of listeners) await notifyCapture(plugin, 'capture_close', state);
	};
	if (asyncs.length > 0) opened.plugin.surroundings.host.keepWholeAsyncs();
	for (const { plugin, state, wanted } of asyncs) {
		const names = namesOf(await callForText(plugin, 'get_async_events'));
		plugin.ownerOf(state).native.scriptAsync({ tidUnset: true, names });
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
	const { instance, nextBatch } = stream;
	return { opened, instance, nextBatch, takesAsync: asyncs.length > 0, close: closeAll };
}

interface Stream {
	readonly instance: Address;
	readonly nextBatch: Address;
	close(): Promise<void>;
}

async function openStream(source: RunSource, opened: InitialisedPlugin): Promise<Stream> {
	const { plugin, state } = opened;
	if (source.samples !== undefined) {
		return {
			...givenStream(source.samples.map((payload) => sampleEvent(payload, source.pluginId))),
			close: () => Promise.resolve(),
		};
	}
	const { instance, rc, error } = await open(plugin, state, source.openParams);
	const closeIt = () => close(plugin, state, instance);
	if (!rc.written || rc.value !== 0) {
		if (instance !== 0n) await closeIt();
		throw new SourceFailure(
			`unable to open plugin source '${source.name}': ${(error && utf8Of(error)) ?? ''}`.trimEnd(),
		);
	}
	return { instance, nextBatch: plugin.address('next_batch'), close: closeIt };
}

/** Id of the plugin that payloads pretend to come from where no plugin has one: the one for tests. */
const SAMPLE_PLUGIN_ID = 999;

function sampleEvent(payload: ByteText, pluginId: number): Uint8Array {
	return encodePluginEvent({ id: pluginId === 0 ? SAMPLE_PLUGIN_ID : pluginId, payload: toBytes(payload) });
}

function namesOf(text: ReturnedText): string[] {
	try {
		const names: unknown = JSON.parse(utf8Of(text) ?? '[]');
		return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
	} catch {
		return [];
	}
}
