import { type ByteText, toBytes } from './byte-text.ts';
import { rangeEquals } from './bytes.ts';
import { GlobPattern } from './glob.ts';

const SLASH = 0x2f;

/**
 * The right side of `pmatch`: paths, compared component by component (rules facts, section 1.5). Empty components do
 * not count, a leading slash neither; a component with `?`, `*` or `[` is a pattern. A path without components is a
 * prefix of everything (section 11.10). Falco's own tree skips some patterns that share a level; this one does not.
 */
export class PathPrefixes {
	readonly #paths: readonly (readonly (Uint8Array | GlobPattern)[])[];

	constructor(paths: readonly ByteText[]) {
		this.#paths = paths.map((path) =>
			path
				.split('/')
				.filter((part) => part !== '')
				.map((part) => (/[?*[]/.test(part) ? new GlobPattern(part) : toBytes(part))),
		);
	}

	/** Whether one of the paths is a prefix of the path in the range. */
	matches(bytes: Uint8Array, start: number, end: number): boolean {
		for (const path of this.#paths) {
			if (isPrefix(path, bytes, start, end)) return true;
		}
		return false;
	}
}

function isPrefix(path: readonly (Uint8Array | GlobPattern)[], bytes: Uint8Array, start: number, end: number): boolean {
	let at = start;
	for (const part of path) {
		while (at < end && bytes[at] === SLASH) at++;
		let stop = at;
		while (stop < end && bytes[stop] !== SLASH) stop++;
		if (stop === at) return false;
		const fits = part instanceof GlobPattern ? part.matches(bytes, at, stop) : rangeEquals(bytes, at, stop, part);
		if (!fits) return false;
		at = stop;
	}
	return true;
}
