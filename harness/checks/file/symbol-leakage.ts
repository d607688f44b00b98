import { API_FUNCTION_NAMES, symbolOf } from '../../abi/symbols.ts';
import { defineCheck, type FileCheck } from '../../define-check.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { counted, listing } from './listing.ts';
import { onObject } from './on-object.ts';

const API_SYMBOLS: ReadonlySet<string> = new Set(API_FUNCTION_NAMES.map(symbolOf));
const ALLOCATOR =
	/^(malloc|free|calloc|realloc|reallocarray|memalign|aligned_alloc|posix_memalign|valloc|pvalloc|cfree|malloc_usable_size)$/;
const PROCESS = /^(pthread_\w+|signal|sigaction|sigprocmask|dlopen|dlmopen|dlsym|dlvsym|dlclose|dladdr1?)$/;
const NEW_AND_DELETE = /^_Z(n[wa]|d[la])[a-zA-Z]/;
/** Names that linkers and start files add to every library. */
const LINKER = /^(_init|_fini|_edata|_end|__bss_start)$/;
/** Present where the C++ runtime is linked statically and exported with it. */
const STATIC_RUNTIME = '__cxa_throw';

export default defineCheck<FileCheck>({
	id: 'file.symbol-leakage',
	title: 'Little is exported beyond the API',
	asserts:
		'Names exported outside the API are counted; none has the name of an allocator, thread, signal, loader or C++ new/delete function.',
	severity: 'info',
	capabilities: 'all',
	profile: 'dev',
	stage: 'file',
	why: 'A name that the Falco program or an earlier library exports too is bound to theirs, not to yours: half of the plugin may then use another malloc than the other half.',
	fix: 'Export the API alone: -fvisibility=hidden with FALCO_PLUGIN_EXPORT on its functions, and `-Wl,--exclude-libs,ALL` for static libraries.',
	// What cgo exports beside the API cannot be hidden by an author, so the names of a Go library are not counted against it.
	judge: onObject((object) => {
		const exported = object.dynamicSymbols
			.filter(({ defined, binding }) => defined && binding !== 'local')
			.map(({ name }) => name);
		const leaked = exported.filter(
			(name) => !API_SYMBOLS.has(name) && !name.startsWith('plugin_') && !LINKER.test(name),
		);
		const hasRuntime = leaked.includes(STATIC_RUNTIME);
		const shadowing = leaked.filter(
			(name) => ALLOCATOR.test(name) || PROCESS.test(name) || (NEW_AND_DELETE.test(name) && !hasRuntime),
		);
		return judged(
			[
				...shadowFinding(shadowing),
				...(object.language === 'go' ? [] : countFinding(leaked.filter((name) => !shadowing.includes(name)))),
			],
			`${counted(exported.length, 'exported name')}${object.language === 'go' ? ", those of Go's runtime included" : ''}`,
		);
	}),
});

function shadowFinding(names: readonly string[]): FindingDraft[] {
	if (names.length === 0) return [];
	return [
		{
			severity: 'warning',
			message: `The plugin exports ${listing(names, 4)}, which every other library expects from the C and C++ runtime`,
			expected: 'no definition of a runtime function among the exported names',
			observed: listing(names, 20),
			fix: 'Make the function static or hidden, or give it a name of your own. Falco loads plugins with RTLD_LOCAL, so yours never replaces that of Falco, while that of Falco may replace yours.',
		},
	];
}

function countFinding(names: readonly string[]): FindingDraft[] {
	if (names.length === 0) return [];
	return [
		{
			message: `${counted(names.length, 'name')} beyond the plugin API ${names.length === 1 ? 'is' : 'are'} exported`,
			observed: listing(names),
		},
	];
}
