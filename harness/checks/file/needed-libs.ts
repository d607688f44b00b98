import { defineCheck, type FileCheck } from '../../define-check.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import type { DeploymentImage, SharedObject } from '../../subjects.ts';
import { conjunction, counted, listing } from './listing.ts';
import { onObject } from './on-object.ts';

/** The other C libraries, which file.libc-flavour speaks about. */
const MUSL = /^libc\.musl-|^ld-musl-|^libc\.so$/;
const SYSTEM_FOLDERS = /^\/(usr\/)?lib(64|\/[a-z0-9_]+-linux-gnu)?\/?$/;

export default defineCheck<FileCheck>({
	id: 'file.needed-libs',
	title: 'Needed libraries are where Falco runs',
	asserts:
		"Every needed library is in Falco's images and on the hosts that Falco supports, and no search path points into the machine that built it.",
	severity: 'warning',
	capabilities: 'all',
	profile: 'dev',
	stage: 'file',
	why: 'A library that is not there makes dlopen fail, and Falco does not start. docker/falco/Dockerfile adds nothing but libstdc++ to its base image.',
	fix: 'Link the library statically, or write in the README that users must install it beside Falco.',
	judge: onObject((object, { images }) =>
		judged(
			[
				...object.needed.filter((name) => !MUSL.test(name)).flatMap((name) => missing(name, object, images)),
				...searchPaths(object),
			],
			`${counted(object.needed.length, 'needed library', 'needed libraries')}, ${counted(images.length, 'image')}`,
		),
	),
});

function missing(library: string, object: SharedObject, images: readonly DeploymentImage[]): FindingDraft[] {
	if (library.includes('/')) {
		return [
			{
				severity: 'error',
				message: `The library asks for ${library} by path: it loads only from the folder where that path leads`,
				expected: 'a library name without a slash',
				observed: `DT_NEEDED ${library}`,
				fix: 'Give the needed library a soname (-Wl,-soname,NAME) and link with -lNAME, or link it statically.',
			},
		];
	}
	const without = images.filter(({ libraries }) => !libraries.includes(library));
	if (without.length === 0) return [];
	const severe = without.some(({ severity }) => severity === 'error');
	const beside = [...object.runpath, ...object.rpath].find((path) => path.includes('$ORIGIN'));
	if (severe && beside !== undefined) {
		return [
			{
				severity: 'warning',
				message: `${library} must be shipped with the plugin, in ${beside}: Falco's images do not have it`,
				observed: `not in ${conjunction(without.map(({ title }) => title))}`,
				fix: `Link ${library} statically: falcoctl installs one file, the plugin.`,
			},
		];
	}
	return [
		{
			severity: severe ? 'error' : 'info',
			message: severe
				? `${library} is not in ${conjunction(without.filter(({ severity }) => severity === 'error').map(({ title }) => title))}: the plugin does not load there`
				: `${library} is not part of ${conjunction(without.map(({ title }) => title))}: there it must be installed first`,
			expected: 'a library that the images hold, or static linking',
			observed: `needed: ${listing(object.needed)}`,
			...(object.sanitizer !== undefined && /san\.|clang_rt/.test(library)
				? { fix: `This is a build with the ${object.sanitizer} sanitizer. Build without -fsanitize for a release.` }
				: {}),
		},
	];
}

function searchPaths(object: SharedObject): FindingDraft[] {
	const paths = [
		...object.rpath.map((path) => ({ tag: 'DT_RPATH', path })),
		...object.runpath.map((path) => ({ tag: 'DT_RUNPATH', path })),
	];
	return paths
		.filter(({ path }) => !path.includes('$ORIGIN') && !SYSTEM_FOLDERS.test(path))
		.map(({ tag, path }) => ({
			message: path.startsWith('/')
				? `The library searches ${path}, a folder of the machine that built it`
				: `The library searches ${JSON.stringify(path)}, which depends on where Falco is started`,
			expected: 'no search path, or one with $ORIGIN',
			observed: `${tag} ${JSON.stringify(path)}`,
			fix: 'Link without -rpath; in CMake set CMAKE_SKIP_RPATH (or CMAKE_INSTALL_RPATH and install). Whoever can write that folder decides what Falco loads.',
		}));
}
