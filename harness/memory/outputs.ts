import type { WrittenInt } from '../record.ts';
import type { Arena } from './arena.ts';
import { POISON, type Poison } from './poison.ts';

/** A 32-bit output of a call: poisoned, with 4 more bytes behind it that the plugin must leave alone. */
export interface IntOutput {
	address: bigint;
	/** What the plugin stored, as a signed number. */
	read(): WrittenInt;
	/** Whether more than 4 bytes were written. */
	overrun(): boolean;
}

export function intOutput(arena: Arena, poison: Poison & ('rc' | 'count' | 'type' | 'progress')): IntOutput {
	const { address, offset } = arena.allocate(8);
	const pattern = POISON[poison];
	arena.view.setUint32(offset, pattern, true);
	arena.view.setUint32(offset + 4, pattern, true);
	return {
		address,
		read: () => {
			const value = arena.view.getUint32(offset, true);
			return value === pattern ? { written: false } : { written: true, value: value | 0 };
		},
		overrun: () => arena.view.getUint32(offset + 4, true) !== pattern,
	};
}

/** A pointer output of a call; `read` gives undefined where the poison is still there. */
export interface PointerOutput {
	address: bigint;
	read(): bigint | undefined;
}

export function pointerOutput(arena: Arena): PointerOutput {
	const { address, offset } = arena.allocate(8);
	arena.view.setBigUint64(offset, POISON.pointer, true);
	return {
		address,
		read: () => {
			const value = arena.view.getBigUint64(offset, true);
			return value === POISON.pointer ? undefined : value;
		},
	};
}
