import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILE_CHECKS } from '../../../../../harness/checks/file/index.ts';
import { readElf } from '../../../../../src/elf/read.ts';
import { falcoBehaviour } from '../../../../../src/falco/behaviour.ts';
import { DEPLOYMENT_IMAGES } from '../../../../../src/falco/images.ts';
import { libcLookup } from '../../../../../src/falco/libc-lookup.ts';
import { buildFileMutant } from '../../../../plugins/mutants/file/build.ts';
import type { FileMutant } from '../../../../plugins/mutants/file/mutants.ts';
import { judgeFile } from './judge-file.ts';

interface CleanLibrary {
	name: string;
	needs: string;
	files: Record<string, string>;
	build: readonly [command: string, ...args: string[]];
	/** Where the build leaves the library. */
	output: string;
	/** Checks that may have an info to give. */
	infos: readonly string[];
}

const CPP = `
	#include <map>
	#include <stdexcept>
	#include <string>
	#include <thread>
	static std::map<std::string, int> counts;
	extern "C" __attribute__((visibility("default"))) const char *plugin_get_name() {
		std::thread worker([] { counts["x"] = 1; });
		worker.join();
		if (counts.empty()) throw std::runtime_error("empty");
		static std::string name = "demo" + std::to_string(counts.size());
		return name.c_str();
	}
`;
const GO = `package main

import "C"
import (
	"fmt"
	"net"
	"time"
)

//export plugin_get_name
func plugin_get_name() *C.char {
	addresses, _ := net.LookupHost("localhost")
	go time.Sleep(1)
	return C.CString(fmt.Sprint(addresses))
}

func main() {}
`;
const RUST = `
	use std::collections::HashMap;
	use std::ffi::{c_char, CString};
	#[no_mangle]
	pub extern "C" fn plugin_get_name() -> *const c_char {
		let worker = std::thread::spawn(|| std::env::vars().collect::<HashMap<_, _>>());
		CString::new(format!("{:?}", worker.join().unwrap().len())).unwrap().into_raw()
	}
`;

/** Plugins of each language as their own tools build them here: threads, exceptions, name resolution, everything. */
const LIBRARIES: readonly CleanLibrary[] = [
	{
		name: 'C++',
		needs: 'g++',
		files: { 'demo.cc': CPP },
		build: ['g++', '-O2', '-shared', '-fPIC', '-fvisibility=hidden', '-o', 'demo.so', 'demo.cc'],
		output: 'demo.so',
		infos: ['file.symbol-leakage'],
	},
	{
		name: 'C++ with its runtime inside',
		needs: 'g++',
		files: { 'demo.cc': CPP },
		build: ['g++', '-O2', '-shared', '-fPIC', '-static-libstdc++', '-static-libgcc', '-o', 'demo.so', 'demo.cc'],
		output: 'demo.so',
		infos: ['file.glibc-floor', 'file.symbol-leakage'],
	},
	{
		name: 'Go',
		needs: 'go',
		files: { 'main.go': GO, 'go.mod': 'module demo\n\ngo 1.20\n' },
		build: ['go', 'build', '-buildmode=c-shared', '-o', 'demo.so', '.'],
		output: 'demo.so',
		infos: ['file.glibc-floor'],
	},
	{
		name: 'Rust',
		needs: 'cargo',
		files: {
			'src/lib.rs': RUST,
			'Cargo.toml': '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n\n[lib]\ncrate-type = ["cdylib"]\n',
		},
		build: ['cargo', 'build', '--offline', '--quiet'],
		output: 'target/debug/libdemo.so',
		infos: ['file.glibc-floor'],
	},
];

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'file-clean-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function buildLibrary({ name, files, build, output }: CleanLibrary): string {
	const project = join(folder, name);
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(project, path)), { recursive: true });
		writeFileSync(join(project, path), text);
	}
	const [command, ...args] = build;
	execFileSync(command, args, {
		cwd: project,
		stdio: ['ignore', 'ignore', 'pipe'],
		env: { ...process.env, CGO_ENABLED: '1' },
	});
	return join(project, output);
}

const cleanMutant = (name: string, ...cflags: string[]) =>
	({ name, check: 'file.elf-target', verdict: 'pass', severity: 'info', says: '', cflags }) satisfies FileMutant;

describe('a library without a fault', () => {
	it.each([
		['source and extraction', []],
		['every capability', ['PARSE', 'ASYNC', 'LISTEN', 'METRICS', 'SET_CONFIG'].map((name) => `-DGOOD_${name}=1`)],
	])('in C, with %s, has no finding', (name, cflags) => {
		const path = buildFileMutant(cleanMutant(`clean ${name}`, ...cflags), folder);
		const told = judgeFile(path).filter(({ findings }) => findings.some(({ severity }) => severity !== 'info'));
		expect(told).toEqual([]);
	});

	for (const library of LIBRARIES) {
		const absent = spawnSync(library.needs, ['version']).error !== undefined;
		it.skipIf(absent)(
			`in ${library.name} has infos at most (needs ${library.needs})`,
			() => {
				const findings = judgeFile(buildLibrary(library)).flatMap(({ id, findings }) =>
					findings.map(({ severity, message }) => ({ id, severity, message })),
				);
				expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
				expect([...new Set(findings.map(({ id }) => id))]).toEqual(library.infos);
			},
			180_000,
		);
	}
});

it('no check throws, whatever the bytes of the file are', () => {
	const whole = readFileSync(buildFileMutant(cleanMutant('to damage', '-s'), folder));
	const changes = fc.array(fc.record({ at: fc.nat(whole.length - 1), value: fc.nat(255) }), { maxLength: 30 });
	fc.assert(
		fc.property(changes, (edits) => {
			const bytes = Buffer.from(whole);
			for (const { at, value } of edits) bytes[at] = value;
			const reading = readElf(bytes, 'damaged.so');
			for (const check of FILE_CHECKS) {
				const outcome = check.judge({
					path: 'damaged.so',
					reading,
					target: 'x86_64',
					images: DEPLOYMENT_IMAGES,
					libcLookup,
					falco: falcoBehaviour(),
				});
				expect(['judged', 'skipped']).toContain(outcome.kind);
			}
		}),
		{ numRuns: 300 },
	);
});
