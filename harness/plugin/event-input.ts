import { textBytes } from '../memory/input-placement.ts';
import type { Plugin } from './plugin.ts';

/** The bytes of an event in memory: from `start` to before `end`. */
export interface EventPlace {
	start: bigint;
	end: bigint;
}

/** Where it does not matter, or is not known, where an event ends. */
export const NO_EVENT: EventPlace = { start: 0n, end: 0n };

export interface PlacedEvent {
	/** Address of a `ss_plugin_event_input`. */
	address: bigint;
	event: EventPlace;
	release(): void;
}

/** An event to be placed in the host's memory, or the address at which the plugin itself has one, as live hosts give it. */
export type GivenEvent = Uint8Array | { at: bigint };

/**
 * An event as a host hands it to extraction, parsing and event_to_string, with
 * the host's own number and the name of the event source.
 */
export function placeEvent(plugin: Plugin, bytes: GivenEvent, number: bigint, source: string): PlacedEvent {
	const { inputs } = plugin.surroundings;
	const event = bytes instanceof Uint8Array ? inputs.place(bytes, 'event') : { address: bytes.at, release: () => {} };
	const name = inputs.place(textBytes(source), 'name of the event source');
	const struct = Buffer.alloc(24);
	struct.writeBigUInt64LE(event.address, 0);
	struct.writeBigUInt64LE(number, 8);
	struct.writeBigUInt64LE(name.address, 16);
	const input = inputs.place(struct, 'event input');
	return {
		address: input.address,
		event: bytes instanceof Uint8Array ? { start: event.address, end: event.address + BigInt(bytes.length) } : NO_EVENT,
		release: () => {
			input.release();
			name.release();
			event.release();
		},
	};
}
