import { defineCheck, type FileCheck } from '../../define-check.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import type { DeploymentImage, FileSubject, Machine, SharedObject } from '../../subjects.ts';
import { conjunction, counted, listing } from './listing.ts';
import { onObject } from './on-object.ts';

/** Libraries whose names are known: those of glibc by the table, those of the compiler because all their names are versioned. */
const KNOWN_LIBRARY =
	/^(libc|libm|libpthread|libdl|librt|libresolv|libutil|libanl|libmvec|libstdc\+\+|libgcc_s)\.so\.\d+$|^ld-linux/;
/** Libraries that the Falco program itself has loaded: their names resolve whether the plugin needs them or not. */
const LOADED_BY_FALCO = /^(libc|libm|libpthread|libdl)\.so\.\d+$|^ld-linux/;

export default defineCheck<FileCheck>({
	id: 'file.undefined-symbols',
	title: 'Every symbol is provided by a needed library',
	asserts:
		'Every strong undefined symbol is provided by a library that the plugin needs or that Falco has loaded, in every image. A symbol that only a newer glibc provides by itself is named with the library to link.',
	severity: 'error',
	capabilities: 'all',
	profile: 'dev',
	stage: 'file',
	why: 'A linker accepts undefined symbols in a shared library. Falco 0.42 and later load with RTLD_NOW, which refuses them at start; before, the process ended at the first call.',
	fix: 'Link with `-Wl,-z,defs` (`-Wl,--no-undefined`): the linker then names each missing library at build time.',
	judge: onObject((object, subject) => {
		const references = object.dynamicSymbols.filter(({ defined, binding }) => !defined && binding !== 'weak');
		const unversioned = references.filter(({ version }) => version === undefined).map(({ name }) => name);
		const allKnown = object.needed.every((library) => KNOWN_LIBRARY.test(library));
		const troubles = unversioned.flatMap((symbol) => troubleOf(symbol, object, subject, allKnown));
		return judged(
			[...absentFinding(troubles), ...unlinkedFindings(troubles), ...laterFinding(troubles)],
			`${counted(references.length, 'undefined symbol')}, ${unversioned.length} of them without a version`,
		);
	}),
});

type Trouble =
	/** No library that the plugin needs or that glibc has provides it. */
	| { kind: 'absent'; symbol: string }
	/** glibc provides it, in a library that is not needed, at the images named. */
	| { kind: 'unlinked'; symbol: string; library: string; images: DeploymentImage[] }
	/** glibc provides it, but that of the images named is too old. */
	| { kind: 'later'; symbol: string; images: DeploymentImage[] };

function troubleOf(symbol: string, object: SharedObject, subject: FileSubject, allKnown: boolean): Trouble[] {
	const machine = machineOf(object, subject.target);
	const available = (library: string) => object.needed.includes(library) || LOADED_BY_FALCO.test(library);
	const places = subject.images.map((image) => ({
		image,
		libraries: subject.libcLookup(image.glibc, machine, symbol),
	}));
	const failing = places.filter(({ libraries }) => !libraries.some(available));
	if (failing.length === 0) return [];
	if (places.every(({ libraries }) => libraries.length === 0)) return allKnown ? [{ kind: 'absent', symbol }] : [];
	const images = failing.map(({ image }) => image);
	const library = failing.flatMap(({ libraries }) => libraries)[0];
	return [library === undefined ? { kind: 'later', symbol, images } : { kind: 'unlinked', symbol, library, images }];
}

function machineOf(object: SharedObject, target: Machine): Machine {
	return object.machine === 'x86_64' || object.machine === 'aarch64' ? object.machine : target;
}

function absentFinding(troubles: readonly Trouble[]): FindingDraft[] {
	const symbols = troubles.filter(({ kind }) => kind === 'absent').map(({ symbol }) => symbol);
	if (symbols.length === 0) return [];
	return [
		{
			message: `${counted(symbols.length, 'symbol')} ${symbols.length === 1 ? 'is' : 'are'} provided by no library that the plugin needs: Falco cannot load it`,
			expected: 'every symbol defined in the plugin or in a needed library',
			observed: listing(symbols),
			evidence: symbols.join('\n'),
			fix: adviceFor(symbols),
		},
	];
}

function unlinkedFindings(troubles: readonly Trouble[]): FindingDraft[] {
	const unlinked = troubles.filter((trouble) => trouble.kind === 'unlinked');
	const groups = Object.entries(Object.groupBy(unlinked, ({ library }) => library));
	return groups.flatMap(([library, group = []]) => {
		const images = group[0]?.images ?? [];
		const flag = `-l${library.replace(/^lib/, '').replace(/\.so.*$/, '')}`;
		const symbols = group.map(({ symbol }) => symbol);
		return [
			{
				severity: images.some(({ severity }) => severity === 'error') ? ('error' as const) : ('warning' as const),
				message: `${listing(symbols, 3)} ${symbols.length === 1 ? 'is' : 'are'} in ${library} where glibc is older, and the plugin does not need ${library}`,
				expected: `${library} among the needed libraries`,
				observed: `not loadable on ${conjunction(images.map(({ title, glibc }) => `${title} (glibc ${glibc})`))}`,
				evidence: symbols.join('\n'),
				fix: `Link with ${flag}. glibc 2.34 moved parts of ${library} into libc.so.6, which hides that the flag is missing; in Go add \`#cgo LDFLAGS: ${flag}\`.`,
			},
		];
	});
}

function laterFinding(troubles: readonly Trouble[]): FindingDraft[] {
	const later = troubles.filter((trouble) => trouble.kind === 'later');
	if (later.length === 0) return [];
	const images = [...new Set(later.flatMap((trouble) => trouble.images))];
	return [
		{
			severity: images.some(({ severity }) => severity === 'error') ? 'error' : 'info',
			message: `${counted(later.length, 'symbol')} came into glibc later than ${conjunction(images.map(({ title, glibc }) => `${title} (glibc ${glibc})`))}`,
			observed: listing(later.map(({ symbol }) => symbol)),
			fix: 'Build against the oldest glibc that the plugin shall run on, or look the function up with dlsym.',
		},
	];
}

function adviceFor(symbols: readonly string[]): string {
	if (symbols.some((name) => name.startsWith('_Unwind_')))
		return 'Link with the compiler driver (gcc, g++) or add -lgcc_s.';
	if (symbols.some((name) => /^_Z|^__cxa_|^__gxx_/.test(name))) {
		return 'C++ names: link with g++ (or -lstdc++) and with every object and library that defines them.';
	}
	return 'Link the library that defines them, or add the missing source file. `-Wl,-z,defs` makes the linker say so at build time.';
}
