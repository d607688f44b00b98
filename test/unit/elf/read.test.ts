import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DynamicSymbol, SharedObject } from '../../../harness/subjects.ts';
import { readElf } from '../../../src/elf/read.ts';

const SOURCE = `
	#include <math.h>
	#include <string.h>
	int counter = 7;
	__thread int per_thread;
	static int hidden_helper(const char *text) { return (int)strlen(text); }
	__attribute__((visibility("hidden"))) int hidden(void) { return 1; }
	__attribute__((weak)) int weakly(void) { return 2; }
	extern int optional(void) __attribute__((weak));
	const char *plugin_get_name(void) { return "demo"; }
	double plugin_area(double radius) { return pow(radius, 2) + hidden_helper(plugin_get_name()) + hidden() + (optional ? 1 : 0); }
`;

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'elf-read-'));
	writeFileSync(join(folder, 'demo.c'), SOURCE);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function build(name: string, ...flags: string[]): string {
	const path = join(folder, name);
	execFileSync('gcc', ['-g', '-fPIC', '-o', path, join(folder, 'demo.c'), ...flags]);
	return path;
}

function objectAt(path: string): SharedObject {
	const reading = readElf(readFileSync(path), path);
	if (reading.kind !== 'object') throw new Error(`${path}: ${reading.reason}`);
	return reading.object;
}

/** Exported names as `nm` prints them, without the absolute symbols that mark version definitions. */
function exportsByNm(path: string): string[] {
	return execFileSync('nm', ['-D', '--defined-only', path], { encoding: 'utf8', maxBuffer: 64 << 20 })
		.trimEnd()
		.split('\n')
		.filter((line) => !/ A ([^@]+)(@@\1)?$/.test(line))
		.map((line) => line.split(' ').at(-1) ?? '')
		.map((name) => name.replace('@@', '@'))
		.sort();
}

/** Names asked for as `nm` prints them, with their versions. */
function importsByNm(path: string): string[] {
	return execFileSync('nm', ['-D', '--undefined-only', path], { encoding: 'utf8' })
		.trimEnd()
		.split('\n')
		.map((line) => line.trim().split(' ').at(-1) ?? '')
		.sort();
}

const withVersion = ({ name, version }: DynamicSymbol) => (version === undefined ? name : `${name}@${version}`);

function neededByReadelf(path: string): string[] {
	const text = execFileSync('readelf', ['-dW', path], { encoding: 'utf8' });
	return [...text.matchAll(/\(NEEDED\).*\[(.*)\]/g)].map(([, name]) => name ?? '');
}

function versionNeedsByReadelf(path: string): Record<string, string[]> {
	const needs: Record<string, string[]> = {};
	let file = '';
	for (const line of execFileSync('readelf', ['-VW', path], { encoding: 'utf8' }).split('\n')) {
		file = /File: (\S+)\s+Cnt/.exec(line)?.[1] ?? file;
		const version = /^ {2}0x\w+: {3}Name: (\S+)/.exec(line)?.[1];
		if (version === undefined || !line.includes('Flags')) continue;
		needs[file] = [...(needs[file] ?? []), version];
	}
	return needs;
}

describe('reading an object', () => {
	const real = ['libc.so.6', 'libm.so.6', 'libstdc++.so.6', 'libgcc_s.so.1', 'libz.so.1'].map((name) => {
		const path = execFileSync('gcc', [`-print-file-name=${name}`], { encoding: 'utf8' }).trim();
		return { name, path: path.startsWith('/') ? path : `/lib/x86_64-linux-gnu/${name}` };
	});

	it.each(real)('agrees with nm and readelf on $name', ({ path }) => {
		const object = objectAt(path);
		const defined = object.dynamicSymbols.filter(({ defined, binding }) => defined && binding !== 'local');
		expect(defined.map(withVersion).sort()).toEqual(exportsByNm(path));
		expect(
			object.dynamicSymbols
				.filter(({ defined }) => !defined)
				.map(withVersion)
				.sort(),
		).toEqual(importsByNm(path));
		expect(object.needed).toEqual(neededByReadelf(path));
		expect(object.versionNeeds).toEqual(versionNeedsByReadelf(path));
	});

	it('reads names, kinds, bindings, visibility and versions of symbols', () => {
		const object = objectAt(build('demo.so', '-shared', '-lm'));
		const symbol = (name: string) => object.dynamicSymbols.find((candidate) => candidate.name === name);
		expect(symbol('plugin_get_name')).toMatchObject({ type: 'func', binding: 'global', defined: true });
		expect(symbol('counter')).toMatchObject({ type: 'object', size: 4n });
		expect(symbol('per_thread')).toMatchObject({ type: 'tls' });
		expect(symbol('weakly')).toMatchObject({ binding: 'weak', defined: true });
		expect(symbol('optional')).toMatchObject({ binding: 'weak', defined: false });
		expect(symbol('strlen')).toMatchObject({ defined: false, version: 'GLIBC_2.2.5', versionFile: 'libc.so.6' });
		expect(symbol('hidden')).toBeUndefined();
		expect(object.symbols.find(({ name }) => name === 'hidden')).toMatchObject({ binding: 'local', defined: true });
		expect(object).toMatchObject({
			fileType: 'shared object',
			isExecutable: false,
			machine: 'x86_64',
			needed: ['libm.so.6', 'libc.so.6'],
			stack: 'non-executable',
			textRelocations: false,
			noDelete: false,
			language: 'c',
			hasDebugInfo: true,
		});
		expect(object.buildId).toBe(
			/Build ID: (\w+)/.exec(execFileSync('readelf', ['-nW', join(folder, 'demo.so')], { encoding: 'utf8' }))?.[1],
		);
	});

	it('reads flags that the linker was asked for', () => {
		const flags = [
			'-Wl,-rpath,/opt/a:$ORIGIN',
			'-Wl,--enable-new-dtags',
			'-Wl,-z,nodelete',
			'-Wl,-soname,libdemo.so.1',
		];
		const object = objectAt(build('flags.so', '-shared', '-lm', '-z', 'execstack', ...flags));
		expect(object).toMatchObject({
			soname: 'libdemo.so.1',
			runpath: ['/opt/a', '$ORIGIN'],
			rpath: [],
			noDelete: true,
			stack: 'executable',
		});
		const old = objectAt(build('rpath.so', '-shared', '-lm', '-Wl,-rpath,/opt/b', '-Wl,--disable-new-dtags'));
		expect(old).toMatchObject({ rpath: ['/opt/b'], runpath: [] });
	});

	it.each(['sysv', 'gnu', 'both'])('finds every symbol with the hash style %s and no section headers', (style) => {
		const path = build(`${style}.so`, '-shared', '-lm', `-Wl,--hash-style=${style}`);
		const bytes = readFileSync(path);
		const whole = objectAt(path).dynamicSymbols;
		bytes.writeBigUInt64LE(0n, 40);
		bytes.writeUInt16LE(0, 60);
		const reading = readElf(bytes, path);
		expect(reading.kind === 'object' && reading.object.dynamicSymbols).toEqual(whole);
		expect(reading.kind === 'object' && reading.object.symbols).toEqual([]);
	});

	it('tells executables, relocatable objects and static blobs from shared objects', () => {
		writeFileSync(join(folder, 'main.c'), 'int main(void) { return 0; }');
		const main = (name: string, ...flags: string[]) => {
			execFileSync('gcc', ['-o', join(folder, name), join(folder, 'main.c'), ...flags]);
			return objectAt(join(folder, name));
		};
		expect(main('pie', '-pie')).toMatchObject({ fileType: 'shared object', isExecutable: true });
		expect(main('exec', '-no-pie')).toMatchObject({ fileType: 'executable', isExecutable: true });
		expect(main('static', '-static')).toMatchObject({ hasDynamicSection: false });
		expect(main('part.o', '-c')).toMatchObject({ fileType: 'relocatable', hasDynamicSection: false });
	});

	it('recognises a sanitizer runtime that the object expects', () => {
		expect(objectAt(build('asan.so', '-shared', '-lm', '-fsanitize=address')).sanitizer).toBe('address');
		expect(objectAt(build('plain.so', '-shared', '-lm')).sanitizer).toBeUndefined();
	});
});

describe('bytes that are no object', () => {
	const reasonFor = (bytes: Uint8Array) => {
		const reading = readElf(bytes, 'x.so');
		return reading.kind === 'unusable' ? reading.reason : undefined;
	};

	it.each([
		['', 'an empty file'],
		['#!/bin/sh\n', 'a script'],
		['INPUT(libdemo.so)\n', 'a text file'],
		['version https://git-lfs.github.com/spec/v1\n', 'Git LFS pointer'],
		['MZ\x90\0', 'Windows'],
		['\xcf\xfa\xed\xfe', 'Mach-O'],
		['!<arch>\n', 'ar archive'],
		['\x1f\x8b\x08', 'gzip'],
		['PK\x03\x04', 'zip'],
		['\0asm\x01\0\0\0', 'WebAssembly'],
		[`${'a\0'.repeat(128)}\0ustar`, 'tar archive'],
		['\x01\x02\x03', 'not an ELF file'],
		['\x7fELF', 'cut off after 4 bytes'],
		['\x7fELF\x01\x01', '32-bit'],
		['\x7fELF\x02\x02', 'big-endian'],
		['\x7fELF\x02\x01', 'truncated'],
	])('are named: %j', (text, expected) => {
		expect(reasonFor(Buffer.from(text, 'latin1'))).toContain(expected);
	});

	it('are unusable or an object for every truncation and every change of bytes', () => {
		const whole = readFileSync(build('fuzz.so', '-shared', '-lm', '-s'));
		const edits = fc.array(fc.record({ at: fc.nat(whole.length - 1), value: fc.nat(255) }), { maxLength: 12 });
		const headerEdits = fc.array(fc.record({ at: fc.nat(1200), value: fc.constantFrom(0, 1, 0x7f, 0x80, 0xff) }), {
			maxLength: 12,
		});
		fc.assert(
			fc.property(fc.oneof(edits, headerEdits), fc.option(fc.nat(whole.length)), (changes, length) => {
				const bytes = Buffer.from(whole.subarray(0, length ?? whole.length));
				for (const { at, value } of changes) if (at < bytes.length) bytes[at] = value;
				const reading = readElf(bytes, 'fuzz.so');
				expect(['object', 'unusable']).toContain(reading.kind);
				if (reading.kind === 'unusable') expect(reading.reason).not.toContain('\n');
			}),
			{ numRuns: 2000 },
		);
	});

	it('do not make the reader follow counts that the file cannot hold', () => {
		const whole = readFileSync(build('counts.so', '-shared', '-lm', '-s'));
		for (let at = 0; at < 1200; at += 4) {
			const bytes = Buffer.from(whole);
			bytes.writeUInt32LE(0x7fff_fff0, at);
			expect(['object', 'unusable']).toContain(readElf(bytes, 'counts.so').kind);
		}
	});
});
