import type { Severity, Verdict } from '../../../../harness/protocol/verdict.ts';

/** A library that stands in for one of the system, so that a mutant can need what this machine does not have. */
export interface StubLibrary {
	soname: string;
	/** Functions that it defines. */
	functions: readonly string[];
	/** Symbol version of all of them. */
	version?: string;
}

/** A deliberately broken library, and what the checks of the file must say about it. */
export interface FileMutant {
	name: string;
	check: `file.${string}`;
	verdict: Verdict;
	severity: Severity;
	/** What the message must contain. */
	says: string;
	/** Beside this file; the good plugin itself where it is not given. */
	source?: string;
	/** What is built; a shared library where it is not given. */
	kind?: 'program' | 'object';
	compiler?: string;
	cflags?: readonly string[];
	ldflags?: readonly string[];
	stub?: StubLibrary;
	/** Done to the file after it was built. */
	damage?: (bytes: Buffer) => Buffer;
	/** dlopen of a Debian 12 (glibc 2.36, as in Falco's Debian image) refuses it, or dies of it. */
	refusedByDebian12?: true;
	/** Other checks of the file that must speak too. */
	also?: readonly `file.${string}`[];
	/** Checks of the loaded library that come to a warning or worse for the same reason. */
	laterFires?: readonly string[];
}

const AARCH64 = 183;
const PT_GNU_STACK = 0x6474e551;

function withMachine(bytes: Buffer, machine: number): Buffer {
	bytes.writeUInt16LE(machine, 18);
	return bytes;
}

/** Turns the program header PT_GNU_STACK into PT_NULL, as if no object had had a .note.GNU-stack section. */
function withoutStackHeader(bytes: Buffer): Buffer {
	const table = Number(bytes.readBigUInt64LE(32));
	for (let index = 0; index < bytes.readUInt16LE(56); index++) {
		const at = table + index * 56;
		if (bytes.readUInt32LE(at) === PT_GNU_STACK) bytes.writeUInt32LE(0, at);
	}
	return bytes;
}

export const FILE_MUTANTS: readonly FileMutant[] = [
	{
		name: 'program',
		refusedByDebian12: true,
		check: 'file.elf-target',
		verdict: 'fail',
		severity: 'error',
		says: 'a program, not a library',
		source: 'program.c',
		kind: 'program',
		ldflags: ['-pie', '-rdynamic'],
		also: ['file.glibc-floor', 'file.symbol-leakage'],
	},
	{
		name: 'object-file',
		refusedByDebian12: true,
		check: 'file.elf-target',
		verdict: 'fail',
		severity: 'error',
		says: 'compiled but not linked',
		kind: 'object',
		also: ['file.libc-flavour', 'file.api-symbols-visible', 'file.exec-stack'],
	},
	{
		name: 'other-machine',
		refusedByDebian12: true,
		check: 'file.elf-target',
		verdict: 'fail',
		severity: 'error',
		says: 'is built for aarch64',
		damage: (bytes) => withMachine(bytes, AARCH64),
	},
	{
		name: 'truncated',
		refusedByDebian12: true,
		check: 'file.elf-target',
		verdict: 'fail',
		severity: 'error',
		says: 'truncated or damaged',
		damage: (bytes) => bytes.subarray(0, 4096),
	},
	{
		name: 'musl',
		refusedByDebian12: true,
		check: 'file.libc-flavour',
		verdict: 'fail',
		severity: 'error',
		says: 'linked against musl',
		compiler: 'musl-gcc',
	},
	{
		name: 'hidden-api',
		laterFires: ['abi.required-symbols', 'abi.capabilities'],
		check: 'file.api-symbols-visible',
		verdict: 'fail',
		severity: 'error',
		says: 'in the library but not exported',
		cflags: ['-fvisibility=hidden', '-DFALCO_PLUGIN_EXPORT='],
	},
	{
		name: 'data-name',
		laterFires: ['robust.crash'],
		check: 'file.api-symbols-visible',
		verdict: 'fail',
		severity: 'error',
		says: 'plugin_get_name is exported as data',
		source: 'data-name.c',
	},
	{
		name: 'mangled-name',
		laterFires: ['abi.required-symbols'],
		check: 'file.api-symbols-visible',
		verdict: 'fail',
		severity: 'error',
		says: 'under its C++ name only',
		source: 'mangled-name.c',
		also: ['file.symbol-leakage'],
	},
	{
		name: 'typo',
		check: 'file.unknown-api-symbol',
		verdict: 'warning',
		severity: 'warning',
		says: 'did you mean plugin_get_extract_event_sources?',
		source: 'typo.c',
		cflags: ['-DPK_OVERRIDE_GET_EXTRACT_EVENT_SOURCES'],
	},
	{
		name: 'removed-symbol',
		check: 'file.unknown-api-symbol',
		verdict: 'warning',
		severity: 'warning',
		says: 'belongs to a plugin API before 3.0',
		source: 'removed-symbol.c',
	},
	{
		name: 'needs-sqlite',
		check: 'file.needed-libs',
		verdict: 'fail',
		severity: 'error',
		says: "libsqlite3.so.0 is not in Falco's default image",
		source: 'calls-other-library.c',
		cflags: ['-DOTHER_FUNCTION=sqlite3_libversion_number'],
		stub: { soname: 'libsqlite3.so.0', functions: ['sqlite3_libversion_number'] },
	},
	{
		name: 'build-folder-rpath',
		check: 'file.needed-libs',
		verdict: 'warning',
		severity: 'warning',
		says: '/home/me/build, a folder of the machine that built it',
		ldflags: ['-Wl,-rpath,/home/me/build'],
	},
	{
		name: 'glibc-2.38',
		refusedByDebian12: true,
		check: 'file.glibc-floor',
		verdict: 'fail',
		severity: 'error',
		says: "needs glibc 2.38 and does not load on Falco's Debian image",
		source: 'calls-other-library.c',
		cflags: ['-DOTHER_FUNCTION=strlcpy_of_2_38'],
		stub: { soname: 'libc.so.6', functions: ['strlcpy_of_2_38'], version: 'GLIBC_2.38' },
	},
	{
		name: 'glibc-2.34',
		check: 'file.glibc-floor',
		verdict: 'info',
		severity: 'info',
		says: 'needs glibc 2.34',
		source: 'calls-other-library.c',
		cflags: ['-DOTHER_FUNCTION=_Fork'],
	},
	{
		name: 'libstdcxx-of-gcc-13',
		refusedByDebian12: true,
		check: 'file.glibc-floor',
		verdict: 'fail',
		severity: 'error',
		says: 'needs libstdc++ 3.4.32',
		source: 'calls-other-library.c',
		cflags: ['-DOTHER_FUNCTION=ios_base_of_gcc_13'],
		stub: { soname: 'libstdc++.so.6', functions: ['ios_base_of_gcc_13'], version: 'GLIBCXX_3.4.32' },
	},
	{
		name: 'undefined',
		refusedByDebian12: true,
		check: 'file.undefined-symbols',
		verdict: 'fail',
		severity: 'error',
		says: 'provided by no library',
		source: 'calls-other-library.c',
		cflags: ['-DOTHER_FUNCTION=nobody_defines_this'],
	},
	{
		name: 'no-lresolv',
		check: 'file.undefined-symbols',
		verdict: 'warning',
		severity: 'warning',
		says: '__res_search is in libresolv.so.2',
		source: 'calls-other-library.c',
		cflags: ['-DOTHER_FUNCTION=__res_search'],
	},
	{
		name: 'no-lresolv-anywhere',
		refusedByDebian12: true,
		check: 'file.undefined-symbols',
		verdict: 'fail',
		severity: 'error',
		says: 'ns_initparse is in libresolv.so.2',
		source: 'calls-other-library.c',
		cflags: ['-DOTHER_FUNCTION=ns_initparse'],
	},
	{
		name: 'executable-stack',
		check: 'file.exec-stack',
		verdict: 'fail',
		severity: 'error',
		says: 'asks for an executable stack',
		ldflags: ['-z', 'execstack'],
	},
	{
		name: 'stack-not-said',
		check: 'file.exec-stack',
		verdict: 'fail',
		severity: 'error',
		says: 'does not say',
		damage: withoutStackHeader,
	},
	{
		name: 'text-relocation',
		check: 'file.text-relocations',
		verdict: 'warning',
		severity: 'warning',
		says: 'must be patched at load',
		source: 'text-relocation.c',
		ldflags: ['-z', 'notext'],
	},
	{
		name: 'leaky',
		check: 'file.symbol-leakage',
		verdict: 'warning',
		severity: 'warning',
		says: 'reallocarray',
		source: 'leaky.c',
	},
];
