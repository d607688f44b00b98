import { MAX_PUBLIC_ID, RESERVED_IDS } from './model.ts';
import type { OfficialRegistry } from './official/decode.ts';

/** The ids that the entries of a registry hold, reserved entries included. */
export function takenIds(registry: OfficialRegistry): Set<number> {
	return new Set(
		registry.plugins.filter(({ sourcing }) => sourcing.supported).map(({ sourcing }) => Number(sourcing.id)),
	);
}

/**
 * The id that a new plugin gets: the lowest unused one from 1. Not the highest plus one, since 999 is reserved; larger
 * numbers of choice are turned down in reviews (facts/registry.md section 3). Undefined when every public id is taken.
 */
export function nextFreeId(taken: ReadonlySet<number>): number | undefined {
	for (let id = 1; id <= MAX_PUBLIC_ID; id++) {
		if (!taken.has(id) && !RESERVED_IDS.includes(id)) return id;
	}
	return undefined;
}
