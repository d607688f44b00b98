export type GuardState = 'live' | 'read-only' | 'revoked';

/** A piece of guarded memory that was given to the plugin. */
export interface GuardedRange {
	start: bigint;
	end: bigint;
	state: GuardState;
	/** In the author's words, such as `the event`, `init config`. */
	label: string;
}

/** The inaccessible bytes on either side of guarded memory, within which an access is blamed on that memory. */
export const GUARD_REACH = 65536n;

function bytesText(count: bigint): string {
	return count === 1n ? '1 byte' : `${count} bytes`;
}

/**
 * What an address is in terms of the guarded memory: `3 bytes past the end of the event`, `byte 16 of init config,
 * which was given back`. Undefined when it is in none and beside none.
 */
export function explainAddress(guards: readonly GuardedRange[], address: bigint): string | undefined {
	const inside = guards.find(({ start, end }) => address >= start && address < end);
	if (inside !== undefined) {
		const place = `byte ${address - inside.start} of ${inside.label}`;
		switch (inside.state) {
			case 'live':
				return place;
			case 'read-only':
				return `${place}, which is read-only`;
			case 'revoked':
				return `${place}, which is no longer valid`;
		}
	}
	const beside = guards
		.map((guard) => ({
			guard,
			distance: address >= guard.end ? address - guard.end : guard.start - address,
			side: address >= guard.end ? 'past the end of' : 'before the start of',
		}))
		.filter(({ distance }) => distance < GUARD_REACH)
		.sort((a, b) => Number(a.distance - b.distance))[0];
	if (beside === undefined) return undefined;
	const { guard, distance, side } = beside;
	const count = address >= guard.end ? distance + 1n : distance;
	return `${bytesText(count)} ${side} ${guard.label}${guard.state === 'revoked' ? ', which is no longer valid' : ''}`;
}
