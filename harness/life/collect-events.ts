import { RC } from '../abi/enums.ts';
import { decodeEvent } from '../abi/event.ts';
import { asHostString, parseAsHost } from '../abi/lenient-json.ts';
import { defaultConfig } from '../init-config.ts';
import { describe } from '../plugin/describe.ts';
import { destroy, init } from '../plugin/init.ts';
import type { Plugin } from '../plugin/plugin.ts';
import { listOpenParams } from '../plugin/source.ts';
import { describeReturned, lossyTextOf } from '../protocol/describe-text.ts';
import type { Collection } from '../protocol/given-events.ts';
import { MOST_GIVEN_BYTES, MOST_GIVEN_EVENTS } from '../protocol/given-events.ts';
import { NO_INPUTS } from '../protocol/messages.ts';
import { type ReturnedText, utf8Of } from '../protocol/returned-text.ts';
import { lifeSettings } from './life-settings.ts';
import { sampleEvents } from './sample-events.ts';

/** How long a source is read that gives events slowly. */
const READING_MS = 2_000;

/**
 * Reads the first events of a plugin's source as Falco would without any configuration: init with the default, open with the
 * empty text, or with the first of the plugin's own open parameters where that gives nothing.
 */
export async function collectEvents(plugin: Plugin): Promise<Collection> {
	if (!plugin.has('source')) return { kind: 'none', reason: 'it has no event source' };
	const description = await describe(plugin, 0, '');
	const settings = lifeSettings(description, NO_INPUTS, null);
	const { rc, state, error } = await init(plugin, defaultConfig(description));
	if (!rc.written || rc.value !== RC.SUCCESS) {
		await destroy(plugin, state);
		return {
			kind: 'none',
			reason: `its init fails with the default configuration: ${describeReturned(error ?? { kind: 'absent' })}`,
		};
	}
	let events = await sampleEvents(plugin, state, settings, MOST_GIVEN_EVENTS, READING_MS);
	const listed = events.length > 0 ? undefined : firstValue((await listOpenParams(plugin, state))?.text);
	if (listed !== undefined) {
		events = await sampleEvents(plugin, state, { ...settings, openParams: listed }, MOST_GIVEN_EVENTS, READING_MS);
	}
	await destroy(plugin, state);
	const kept = withinBytes(events.filter((bytes) => decodeEvent(bytes).ok));
	if (kept.length === 0) {
		const tried = ['""', ...(listed === undefined ? [] : [JSON.stringify(listed)])].join(' or ');
		return { kind: 'none', reason: `it gives no event when it is opened with ${tried}` };
	}
	return {
		kind: 'events',
		given: {
			// Events of a plugin without a source of its own are system calls to Falco.
			source: utf8Of(description.eventSource) || 'syscall',
			pluginId: settings.pluginId,
			events: kept.map((bytes) => bytes.toString('latin1')),
		},
	};
}

/** The first value of a list of open parameters. */
function firstValue(list: ReturnedText | undefined): string | undefined {
	const parsed = parseAsHost((list && lossyTextOf(list)) ?? '');
	const [first] = parsed.kind === 'value' && parsed.value.type === 'array' ? parsed.value.items : [];
	return first?.type === 'object' ? asHostString(first.members.get('value')) : undefined;
}

function withinBytes(events: readonly Buffer[]): Buffer[] {
	let bytes = 0;
	return events.filter((event) => {
		bytes += event.length;
		return bytes <= MOST_GIVEN_BYTES;
	});
}
