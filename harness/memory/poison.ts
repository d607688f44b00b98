import type { WrittenInt } from '../record.ts';
import type { Block } from './arena.ts';

/**
 * Patterns that stand in outputs before a call: a real host has garbage there, and no plugin writes these by chance. The
 * pointer is not canonical on x86_64 nor mapped on aarch64, so following it is a fault.
 */
const POISON_INT = 0x5a5a_5a5a;
export const POISON_POINTER = 0x5a5a_5a5a_5a5a_5a50n;
export const POISON_LENGTH = 0x5a5a_5a5a_5a5a_5a5an;

/** Fills an 8-byte block that the plugin is to write a 32-bit number to; the 4 bytes behind it must stay. */
export function writePoisonedInt(block: Block): void {
	block.view.setInt32(0, POISON_INT, true);
	block.view.setInt32(4, POISON_INT, true);
}

/** What became of it, as a signed number. */
export function readPoisonedInt(block: Block): WrittenInt {
	const value = block.view.getInt32(0, true);
	return value === POISON_INT ? { written: false } : { written: true, value };
}

/** Whether more than the 4 bytes of the number were written. */
export function wroteBeyondInt(block: Block): boolean {
	return block.view.getInt32(4, true) !== POISON_INT;
}
