import { defineCheck, type FileCheck } from '../../define-check.ts';
import { type FindingDraft, judged, type Severity } from '../../protocol/verdict.ts';
import type { DeploymentImage, SharedObject } from '../../subjects.ts';
import { compareDotted } from './dotted-version.ts';
import { conjunction, listing } from './listing.ts';
import { onObject } from './on-object.ts';

/** Version names of the libraries that a compiler and the C library bring, and what an author calls those libraries. */
const FAMILIES: Readonly<Record<string, string>> = {
	GLIBC: 'glibc',
	GLIBCXX: 'libstdc++',
	CXXABI: 'libstdc++ (C++ ABI)',
	GCC: 'libgcc_s',
};
/** A marker version: packed relocations (`-z pack-relative-relocs`) are read by glibc 2.36 and later. */
const MARKERS: Readonly<Record<string, string>> = { GLIBC_ABI_DT_RELR: 'GLIBC_2.36' };
const ORDER: readonly Severity[] = ['info', 'warning', 'error'];

export default defineCheck<FileCheck>({
	id: 'file.glibc-floor',
	title: "The C library is not newer than Falco's",
	asserts:
		"The highest versions of glibc, libstdc++ and libgcc that the library needs are not above those of Falco's images (error), and those of older hosts that Falco still runs on are named (info).",
	severity: 'error',
	capabilities: 'all',
	profile: 'dev',
	stage: 'file',
	why: "dlopen refuses a library that asks for a symbol version that the C library does not have: `version `GLIBC_2.38' not found`. Falco then does not start.",
	fix: 'Build on an older distribution: Debian 12 for the images of Falco, Debian 11 for older hosts too; or with `zig cc -target x86_64-linux-gnu.2.31`. Static libstdc++ (-static-libstdc++ -static-libgcc) removes that floor.',
	judge: onObject((object, { images }) => {
		const needed = neededVersions(object);
		const families = Object.keys(FAMILIES).filter((family) => needed.some((version) => version.family === family));
		return judged(
			[...privateFinding(object), ...families.flatMap((family) => floorFinding(family, needed, images))],
			families.map((family) => `${family}_${highest(family, needed)?.number}`).join(', ') || 'no symbol versions',
		);
	}),
});

interface NeededVersion {
	family: string;
	number: string;
	/** Symbols that ask for it; empty for a marker. */
	symbols: string[];
}

/** Every version that the library cannot do without, highest first. */
function neededVersions(object: SharedObject): NeededVersion[] {
	const optional = new Set(object.optionalVersions);
	const names = new Set(
		Object.values(object.versionNeeds)
			.flat()
			.filter((name) => !optional.has(name)),
	);
	return [...names]
		.flatMap((name) => {
			const match = /^([A-Z]+)_(\d+(?:\.\d+)*)$/.exec(MARKERS[name] ?? name);
			const [, family, number] = match ?? [];
			if (family === undefined || number === undefined) return [];
			const symbols = object.dynamicSymbols.filter(({ defined, version }) => !defined && version === name);
			return [{ family, number, symbols: symbols.map((symbol) => symbol.name) }];
		})
		.sort((a, b) => compareDotted(b.number, a.number));
}

function highest(family: string, needed: readonly NeededVersion[]): NeededVersion | undefined {
	return needed.find((version) => version.family === family);
}

function floorFinding(
	family: string,
	needed: readonly NeededVersion[],
	images: readonly DeploymentImage[],
): FindingDraft[] {
	const floor = highest(family, needed);
	if (floor === undefined) return [];
	const tooOld = images.flatMap((image) => {
		const offered = offeredBy(image, family);
		return offered !== undefined && compareDotted(floor.number, offered) > 0 ? [{ image, offered }] : [];
	});
	if (tooOld.length === 0) return [];
	const severity = ORDER[Math.max(...tooOld.map(({ image }) => ORDER.indexOf(image.severity)))] ?? 'info';
	const worst = tooOld.filter(({ image }) => image.severity === severity);
	const lowest = tooOld.map(({ offered }) => offered).sort(compareDotted)[0] ?? '0';
	const version = `${family}_${floor.number}`;
	const places = conjunction(worst.map(({ image, offered }) => `${image.title} (${offered})`));
	return [
		{
			severity,
			message:
				severity === 'info'
					? `The plugin needs ${FAMILIES[family]} ${floor.number}: Falco's images have that, ${places} ${worst.length === 1 ? 'does' : 'do'} not`
					: `The plugin needs ${FAMILIES[family]} ${floor.number} and does not load on ${places}`,
			expected: `at most ${conjunction(tooOld.map(({ image, offered }) => `${family}_${offered} for ${image.title}`))}`,
			observed: `${version}${floor.symbols.length > 0 ? `, for ${listing(floor.symbols)}` : ''}`,
			evidence: evidenceOf(family, needed, lowest),
		},
	];
}

function offeredBy(image: DeploymentImage, family: string): string | undefined {
	return family === 'GLIBC' ? image.glibc : image.versions[family];
}

/** What forces each version above the lowest place, one a line. */
function evidenceOf(family: string, needed: readonly NeededVersion[], above: string): string {
	return needed
		.filter((version) => version.family === family && compareDotted(version.number, above) > 0)
		.map(({ number, symbols }) => `${family}_${number}: ${listing(symbols) || '(no symbol)'}`)
		.join('\n');
}

function privateFinding(object: SharedObject): FindingDraft[] {
	const symbols = object.dynamicSymbols.filter(({ defined, version }) => !defined && version === 'GLIBC_PRIVATE');
	if (symbols.length === 0) return [];
	return [
		{
			message: 'The plugin uses inner functions of glibc, which differ from one glibc to the next',
			expected: 'public functions only',
			observed: `GLIBC_PRIVATE: ${listing(symbols.map(({ name }) => name))}`,
			fix: 'A part of glibc was linked statically beside the shared one: link without static libc, libpthread or libresolv.',
		},
	];
}
