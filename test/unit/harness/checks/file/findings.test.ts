import { describe, expect, it } from 'vitest';
import { FILE_CHECKS } from '../../../../../harness/checks/file/index.ts';
import type { DynamicSymbol, FileReading, SharedObject } from '../../../../../harness/subjects.ts';
import { falcoBehaviour } from '../../../../../src/falco/behaviour.ts';
import { DEPLOYMENT_IMAGES } from '../../../../../src/falco/images.ts';
import { libcLookup } from '../../../../../src/falco/libc-lookup.ts';

const OBJECT: SharedObject = {
	path: 'libdemo.so',
	fileType: 'shared object',
	isExecutable: false,
	machine: 'x86_64',
	hasDynamicSection: true,
	needed: ['libc.so.6'],
	rpath: [],
	runpath: [],
	versionNeeds: {},
	dynamicSymbols: [],
	symbols: [],
	stack: 'non-executable',
	textRelocations: false,
	noDelete: false,
	staticTls: false,
	language: 'c',
	hasDebugInfo: false,
};

const symbol = (name: string, changes: Partial<DynamicSymbol> = {}): DynamicSymbol => ({
	name,
	binding: 'global',
	visibility: 'default',
	type: 'func',
	defined: true,
	value: 0x1000n,
	size: 16n,
	...changes,
});
const wanted = (name: string, version?: string): DynamicSymbol =>
	symbol(name, { defined: false, ...(version === undefined ? {} : { version, versionFile: 'libc.so.6' }) });

/** `severity: message` of each finding of one check. */
function findings(id: string, reading: FileReading): string[] {
	const check = FILE_CHECKS.find((candidate) => candidate.id === id);
	const outcome = check?.judge({
		path: 'libdemo.so',
		reading,
		target: 'x86_64',
		images: DEPLOYMENT_IMAGES,
		libcLookup,
		falco: falcoBehaviour(),
	});
	if (outcome?.kind !== 'judged') return [`${outcome?.kind}: ${outcome?.reason}`];
	return outcome.findings.map(({ severity, message }) => `${severity ?? check?.severity}: ${message}`);
}

const about = (id: string, changes: Partial<SharedObject>) =>
	findings(id, { kind: 'object', object: { ...OBJECT, ...changes } });

describe('file.api-symbols-visible', () => {
	it('does not hold against a plugin what the C++ SDK does to every plugin', () => {
		const dynamicSymbols = [symbol('_Z22plugin_event_to_stringP11ss_plugin_tPK21ss_plugin_event_input')];
		expect(about('file.api-symbols-visible', { dynamicSymbols })).toEqual([
			'info: plugin_event_to_string is exported under its C++ name only, so Falco does not find it',
		]);
	});

	it('knows a static function for what it is', () => {
		expect(about('file.api-symbols-visible', { symbols: [symbol('plugin_open', { binding: 'local' })] })).toEqual([
			'error: 1 API function is in the library but not exported',
		]);
	});
});

describe('file.unknown-api-symbol', () => {
	it('takes a name that resembles none for a helper', () => {
		const dynamicSymbols = [symbol('plugin_hash_of_things'), symbol('plugin_extract_fields_sync')];
		expect(about('file.unknown-api-symbol', { dynamicSymbols })).toEqual([
			'info: plugin_hash_of_things is exported, and Falco never calls it',
		]);
	});
});

describe('file.needed-libs', () => {
	it.each<[string, Partial<SharedObject>, string]>([
		['a library by path', { needed: ['build/libx.so'] }, 'error: The library asks for build/libx.so by path'],
		[
			'one beside the plugin',
			{ needed: ['libx.so'], runpath: ['$ORIGIN'] },
			'warning: libx.so must be shipped with the plugin, in $ORIGIN',
		],
		['one that Debian alone has', { needed: ['libcurl.so.4'] }, "error: libcurl.so.4 is not in Falco's default image"],
		[
			'one that old hosts lack',
			{ needed: ['libssl.so.3'] },
			'info: libssl.so.3 is not part of Debian 11 and Ubuntu 20.04 hosts and RHEL 8 hosts',
		],
		[
			'a relative search path',
			{ rpath: ['build'] },
			'warning: The library searches "build", which depends on where Falco is started',
		],
	])('tells of %s', (_, changes, expected) => {
		expect(about('file.needed-libs', changes)).toEqual([expect.stringContaining(expected)]);
	});

	it('lets the folders of the system and $ORIGIN pass as search paths', () => {
		expect(about('file.needed-libs', { runpath: ['/usr/lib/x86_64-linux-gnu', '/lib64', '$ORIGIN/lib'] })).toEqual([]);
	});
});

describe('file.glibc-floor', () => {
	it.each<[string, string[], string[]]>([
		['2.28 is fine everywhere', ['GLIBC_2.28', 'GLIBC_2.4'], []],
		['2.29 is told, for RHEL 8', ['GLIBC_2.29'], ['info: The plugin needs glibc 2.29']],
		['2.36 still loads in every image of Falco', ['GLIBC_2.36'], ['info: The plugin needs glibc 2.36']],
		['2.37 does not', ['GLIBC_2.37'], ['error: The plugin needs glibc 2.37']],
		['packed relocations need 2.36', ['GLIBC_ABI_DT_RELR'], ['info: The plugin needs glibc 2.36']],
		['versions of other libraries are not looked at', ['OPENSSL_3.0.0', 'ZLIB_9'], []],
	])('%s', (_, versions, expected) => {
		const told = about('file.glibc-floor', { versionNeeds: { 'libc.so.6': versions } });
		expect(told).toEqual(expected.map((start) => expect.stringContaining(start)));
	});

	it('lets a version pass that only weak symbols ask for', () => {
		const versionNeeds = { 'libc.so.6': ['GLIBC_2.2.5', 'GLIBC_2.39'] };
		expect(about('file.glibc-floor', { versionNeeds, optionalVersions: ['GLIBC_2.39'] })).toEqual([]);
	});

	it('tells of inner functions of glibc', () => {
		const dynamicSymbols = [wanted('__libc_dlopen_mode', 'GLIBC_PRIVATE')];
		expect(about('file.glibc-floor', { dynamicSymbols })).toEqual([
			expect.stringContaining('error: The plugin uses inner functions'),
		]);
	});
});

describe('file.undefined-symbols', () => {
	it.each<[string, DynamicSymbol, string[], string[]]>([
		['a weak symbol may be missing', symbol('maybe', { defined: false, binding: 'weak' }), [], []],
		['a version is a promise of the linker', wanted('anything', 'GLIBC_2.2.5'), [], []],
		['libpthread is loaded by Falco itself', wanted('pthread_mutex_trylock'), [], []],
		['an unknown library may provide anything', wanted('curl_easy_init'), ['libcurl.so.4'], []],
		['a needed library of glibc provides its names', wanted('ns_initparse'), ['libresolv.so.2'], []],
		[
			'a C++ runtime that is not linked is missed',
			wanted('_ZSt4cout'),
			[],
			['error: 1 symbol is provided by no library'],
		],
		[
			'a function newer than the oldest glibc is told',
			wanted('gettid'),
			[],
			['info: 1 symbol came into glibc later than RHEL 8'],
		],
		[
			'one newer than that of Falco is an error',
			wanted('strlcpy'),
			[],
			["error: 1 symbol came into glibc later than Falco's Debian image"],
		],
	])('%s', (_, undefinedSymbol, needed, expected) => {
		const told = about('file.undefined-symbols', {
			dynamicSymbols: [undefinedSymbol],
			needed: ['libc.so.6', ...needed],
		});
		expect(told).toEqual(expected.map((start) => expect.stringContaining(start)));
	});
});

describe('file.symbol-leakage', () => {
	const operatorNew = symbol('_Znwm');

	it('warns of an operator new of the plugin, not of that of a static C++ runtime', () => {
		expect(about('file.symbol-leakage', { dynamicSymbols: [operatorNew] })).toEqual([
			expect.stringContaining('warning: The plugin exports _Znwm'),
		]);
		expect(about('file.symbol-leakage', { dynamicSymbols: [operatorNew, symbol('__cxa_throw')] })).toEqual([
			'info: 2 names beyond the plugin API are exported',
		]);
	});

	it('does not count what cgo exports', () => {
		expect(about('file.symbol-leakage', { language: 'go', dynamicSymbols: [symbol('crosscall2')] })).toEqual([]);
	});
});

it('a file that cannot be read is told once, and skipped by all other checks', () => {
	const told = FILE_CHECKS.flatMap(({ id }) => findings(id, { kind: 'unusable', reason: 'a gzip archive' }));
	expect(told[0]).toBe('error: Falco cannot load this file: it is a gzip archive');
	expect(new Set(told.slice(1))).toEqual(new Set(['skipped: the file is a gzip archive (file.elf-target)']));
});
