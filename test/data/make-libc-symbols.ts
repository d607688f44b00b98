/**
 * Writes src/falco/libc-symbols.json: which library of glibc provides a name, by glibc version and machine.
 *
 *   node test/data/make-libc-symbols.ts GLIBC:MACHINE:FOLDER...   such as 2.31:x86_64:/tmp/bullseye-libc6
 *
 * Each FOLDER is an unpacked libc6 package of Debian (`apt-get download libc6:arm64=VERSION`, `dpkg-deb -x`): 2.31 of
 * Debian 11, 2.36 of Debian 12, 2.43 of Debian testing, each for amd64 and arm64. 2.28 is derived from 2.31: the names
 * that a version up to GLIBC_2.28 defines. Facts about names and versions only; readelf (binutils) reads them.
 */
import { execFileSync } from 'node:child_process';
import { globSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const LIBRARIES = [
	'libc.so.6',
	'libm.so.6',
	'libpthread.so.0',
	'libdl.so.2',
	'librt.so.1',
	'libresolv.so.2',
	'libutil.so.1',
	'libanl.so.1',
	'libmvec.so.1',
	'ld-linux-x86-64.so.2',
	'ld-linux-aarch64.so.1',
];
const DERIVED = { version: '2.28', from: '2.31' };

interface Definition {
	name: string;
	version: string;
	isDefault: boolean;
}

function definitionsOf(path: string): Definition[] {
	const text = execFileSync('readelf', ['--dyn-syms', '-W', path], { encoding: 'utf8', maxBuffer: 64 << 20 });
	return text
		.split('\n')
		.map((line) => line.trim().split(/\s+/))
		.filter(
			(cells) => ['GLOBAL', 'WEAK', 'UNIQUE'].includes(cells[4] ?? '') && !['UND', 'ABS'].includes(cells[6] ?? ''),
		)
		.flatMap((cells) => {
			const [, name, at, version] = /^([^@]+)(@@?)(\S+)$/.exec(cells[7] ?? '') ?? [];
			return name && version && version !== 'GLIBC_PRIVATE' ? [{ name, version, isDefault: at === '@@' }] : [];
		});
}

const numbers = (version: string) => version.replace('GLIBC_', '').split('.').map(Number);

function compareVersions(a: string, b: string): number {
	const [left, right] = [numbers(a), numbers(b)];
	for (let index = 0; index < 3; index++) {
		const difference = (left[index] ?? 0) - (right[index] ?? 0);
		if (difference !== 0) return difference;
	}
	return 0;
}

/** Names that a reference without a version binds to: the default version, or the library's first (glibc's do_lookup_x). */
function bindable(definitions: readonly Definition[], ceiling?: string): Set<string> {
	const oldest = definitions.map(({ version }) => version).sort(compareVersions)[0];
	return new Set(
		definitions
			.filter(({ version }) => ceiling === undefined || compareVersions(version, ceiling) <= 0)
			.filter(({ version, isDefault }) => isDefault || version === oldest || ceiling !== undefined)
			.map(({ name }) => name),
	);
}

/** name -> machine -> library -> glibc versions */
const places = new Map<string, Record<string, Record<string, string[]>>>();

function record(name: string, machine: string, library: string, glibc: string): void {
	const place = places.get(name) ?? {};
	places.set(name, place);
	const libraries = place[machine] ?? {};
	place[machine] = libraries;
	libraries[library] = [...(libraries[library] ?? []), glibc];
}

for (const argument of process.argv.slice(2)) {
	const [glibc = '', machine = '', folder = ''] = argument.split(':');
	for (const path of globSync(join(folder, '{,usr/}lib/*/*.so*')).filter((found) =>
		LIBRARIES.includes(basename(found)),
	)) {
		const definitions = definitionsOf(path);
		for (const name of bindable(definitions)) record(name, machine, basename(path), glibc);
		if (glibc !== DERIVED.from) continue;
		for (const name of bindable(definitions, DERIVED.version)) record(name, machine, basename(path), DERIVED.version);
	}
}

const groups = new Map<string, string[]>();
for (const [name, place] of [...places].sort(([a], [b]) => (a < b ? -1 : 1))) {
	const ordered = Object.fromEntries(
		Object.entries(place)
			.sort()
			.map(([machine, libraries]) => [
				machine,
				Object.fromEntries(
					Object.entries(libraries)
						.sort()
						.map(([library, versions]) => [library, versions.sort(compareVersions).join(' ')]),
				),
			]),
	);
	const key = JSON.stringify(ordered);
	groups.set(key, [...(groups.get(key) ?? []), name]);
}

const rows = [...groups].map(([key, names]) => ({ in: JSON.parse(key), names: names.join(' ') }));
const output = new URL('../../src/falco/libc-symbols.json', import.meta.url);
writeFileSync(
	output,
	`${JSON.stringify({ glibc: ['2.28', '2.31', '2.36', '2.43'], derived: ['2.28'], groups: rows }, null, '\t')}\n`,
);
