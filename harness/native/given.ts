import { Arena } from '../memory/arena.ts';
import { hostAddress } from './host-library.ts';
import type { Address } from './library.ts';

/** A stream of events that are there already: what stands where a plugin's instance and its next_batch would. */
export interface GivenStream {
	readonly instance: Address;
	readonly nextBatch: Address;
}

/** `taken`, `count` and `events` of `nh_given`. */
const GIVEN_BYTES = 24;

/** Lays whole event blocks out for `given.c`, in memory that is never given back: a process has one such stream. */
export function givenStream(events: readonly Uint8Array[]): GivenStream {
	const bytes = events.reduce((total, event) => total + event.length + 8, GIVEN_BYTES + 8 * events.length + 64);
	const arena = new Arena(bytes);
	const given = arena.allocate(GIVEN_BYTES);
	const list = arena.allocate(8 * events.length);
	arena.view.setBigUint64(given.offset + 8, BigInt(events.length), true);
	arena.view.setBigUint64(given.offset + 16, list.address, true);
	for (const [index, event] of events.entries()) {
		arena.view.setBigUint64(list.offset + 8 * index, arena.place(event).address, true);
	}
	return { instance: given.address, nextBatch: hostAddress('nh_given_next_batch') };
}
