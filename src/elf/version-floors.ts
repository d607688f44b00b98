import type { SharedObject } from '../../harness/subjects.ts';

/** The highest version that an object needs of each family, such as `GLIBC` -> `2.34` and `GLIBCXX` -> `3.4.30`. */
export function versionFloors(object: SharedObject): Record<string, string> {
	const optional = new Set(object.optionalVersions);
	const floors: Record<string, string> = {};
	for (const name of Object.values(object.versionNeeds).flat()) {
		const [, family, number] = /^([A-Z]+)_(\d+(?:\.\d+)*)$/.exec(name) ?? [];
		if (family === undefined || number === undefined || optional.has(name)) continue;
		const highest = floors[family];
		if (highest === undefined || isAbove(number, highest)) floors[family] = number;
	}
	return floors;
}

/** Whether the dotted number `a` is higher than `b`: 2.36 is above 2.4. */
export function isAbove(a: string, b: string): boolean {
	const left = a.split('.').map(Number);
	const right = b.split('.').map(Number);
	const differing = left.findIndex((part, index) => part !== (right[index] ?? 0));
	return differing >= 0 && (left[differing] ?? 0) > (right[differing] ?? 0);
}
