import { nameOf, RC } from './enums.ts';

/** The name of a result code, or the number itself where it has none. */
export function resultName(rc: number): string {
	return nameOf(RC, rc) ?? String(rc);
}
