import type { LibcLookup, Machine } from '../../harness/subjects.ts';
import data from './libc-symbols.json' with { type: 'json' };

/** Versions of glibc that the table knows; a version between two is answered as the lower of them. */
export const KNOWN_GLIBC: readonly string[] = data.glibc;

type Place = Partial<Record<Machine, Readonly<Record<string, string | undefined>>>>;

/** name -> where it is; made at the first question. */
let index: ReadonlyMap<string, Place> | undefined;

/**
 * The libraries of glibc that a reference to `symbol` without a version binds to, such as `libpthread.so.0` for
 * pthread_create at 2.31 and `libc.so.6` at 2.36; none where that glibc does not have the name. Read from Debian's libc6
 * of 11 (2.31), 12 (2.36) and testing (2.43) for both machines; 2.28 is derived from 2.31 (test/data/make-libc-symbols.ts).
 */
export const libcLookup: LibcLookup = (glibc, machine, symbol) => {
	index ??= new Map(
		data.groups.flatMap(({ in: place, names }) => names.split(' ').map((name) => [name, place as Place])),
	);
	const version = knownVersion(glibc);
	return Object.entries(index.get(symbol)?.[machine] ?? {})
		.filter(([, versions]) => versions?.split(' ').includes(version))
		.map(([library]) => library);
};

function knownVersion(glibc: string): string {
	const minor = (version: string) => Number(version.split('.')[1] ?? 0);
	return KNOWN_GLIBC.findLast((known) => minor(known) <= minor(glibc)) ?? KNOWN_GLIBC[0] ?? glibc;
}
