import type { Arena } from './arena.ts';
import { POISON_BYTE } from './poison.ts';

/** An output of more than one number: its bytes lie between two fences that the plugin must leave alone. */
export interface FencedOutput {
	address: bigint;
	bytes: Uint8Array;
	/** Whether a fence was written to. */
	overrun(): boolean;
}

/** @param fence bytes on each side: at least as many as one element has, so that an index that is one too far hits them */
export function fencedOutput(arena: Arena, size: number, fence: number): FencedOutput {
	const { address, offset } = arena.allocate(size + 2 * fence, 16);
	const at = offset + fence;
	const fences = [arena.bytes.subarray(offset, at), arena.bytes.subarray(at + size, at + size + fence)];
	for (const bytes of fences) bytes.fill(POISON_BYTE);
	return {
		address: address + BigInt(fence),
		bytes: arena.bytes.subarray(at, at + size),
		overrun: () => fences.some((bytes) => bytes.some((byte) => byte !== POISON_BYTE)),
	};
}
