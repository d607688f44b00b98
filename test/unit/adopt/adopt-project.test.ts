import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adoptProject } from '../../../src/adopt/adopt-project.ts';
import { loadProject } from '../../../src/project/load.ts';
import { projectTree } from '../../../src/scaffold/tree.ts';
import { sampleAnswers } from '../scaffold/sample-answers.ts';

const schema = JSON.parse(readFileSync(new URL('../../../docs/schemas/init.schema.json', import.meta.url), 'utf8'));
const isResult = new Ajv({ allowUnionTypes: true }).compile(schema);

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'adopt-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(files: Record<string, string>): void {
	for (const [path, contents] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), contents);
	}
}

const GO_MAKEFILE = `SHELL=/bin/bash -o pipefail
GO ?= go
NAME := okta
OUTPUT := lib$(NAME).so

all: $(OUTPUT)

$(OUTPUT): clean
	@$(GO) build -buildmode=c-shared -buildvcs=false -o $(OUTPUT) ./plugin
`;

describe('adoptProject', () => {
	it.each([
		[
			'a Makefile around go build',
			{ Makefile: GO_MAKEFILE, 'go.mod': 'module example.org/okta\n' },
			{ name: 'okta', language: 'go', command: ['make'], output: 'libokta.so' },
		],
		[
			'a Makefile with a pattern of its own',
			{ Makefile: 'build/demo.so: demo.cpp\n\tc++ -shared $< -o $@\n', 'demo.cpp': '' },
			{ name: 'demo', language: 'cpp', command: ['make'], output: 'build/demo.so' },
		],
		[
			'a Go module',
			{ 'go.mod': 'module github.com/me/My.Plugin/v2\n', 'plugin/main.go': 'package main\n' },
			{
				name: 'my-plugin',
				language: 'go',
				command: ['go', 'build', '-buildmode=c-shared', '-o', 'libMy.Plugin.so', './plugin'],
				output: 'libMy.Plugin.so',
			},
		],
		[
			'a crate',
			{ 'Cargo.toml': '[package]\nname = "my-crate"\n\n[lib]\ncrate-type = ["cdylib"]\n' },
			{
				name: 'my-crate',
				language: 'rust',
				command: ['cargo', 'build', '--release'],
				output: 'target/release/libmy_crate.so',
			},
		],
		[
			'a CMake project',
			{ 'CMakeLists.txt': 'project(demo LANGUAGES CXX)\nadd_library(\u0024{PROJECT_NAME} SHARED a.cpp)\n' },
			{ name: 'demo', language: 'cpp', output: 'build/libdemo.so' },
		],
		[
			'a CMake project in C without a prefix',
			{
				'CMakeLists.txt':
					'project(x C)\nadd_library(thing MODULE a.c)\nset_target_properties(thing PROPERTIES PREFIX "")\n',
			},
			{ name: 'x', language: 'c', output: 'build/thing.so' },
		],
	])('finds the build of %s', (_, files, { name, ...build }) => {
		put(files as Record<string, string>);
		const result = adoptProject(folder, { dryRun: false });
		expect(result).toMatchObject({ name, build, written: true });
		expect(isResult(JSON.parse(JSON.stringify(result))), JSON.stringify(isResult.errors)).toBe(true);
		const project = loadProject(folder);
		expect(project).toMatchObject({ name, language: build.language, templateVersion: null });
		expect(project.build).toMatchObject({ command: result.build.command, output: join(folder, build.output) });
	});

	it('reads the Makefile that `new` writes', () => {
		put(Object.fromEntries(projectTree(sampleAnswers())));
		rmSync(join(folder, 'plugin-kit.yaml'));
		expect(adoptProject(folder, { dryRun: true }).build).toMatchObject({
			language: 'c',
			name: 'my-logins',
			output: 'build/libmy-logins.so',
		});
	});

	it('changes nothing that is there', () => {
		put({ Makefile: GO_MAKEFILE, 'README.md': 'mine', '.gitignore': 'mine' });
		const { files } = adoptProject(folder, { dryRun: false });
		expect(files).toEqual([
			{ path: 'plugin-kit.yaml', action: 'create' },
			{ path: 'README.md', action: 'keep' },
			{ path: '.gitignore', action: 'keep' },
		]);
		expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('mine');
		expect(readFileSync(join(folder, 'Makefile'), 'utf8')).toBe(GO_MAKEFILE);
		expect(readdirSync(folder).sort()).toEqual(['.gitignore', 'Makefile', 'README.md', 'plugin-kit.yaml']);
		expect(() => adoptProject(folder, { dryRun: false })).toThrow('is there already: the project is adopted');
	});

	it('writes nothing in a dry run', () => {
		put({ Makefile: GO_MAKEFILE });
		expect(adoptProject(folder, { dryRun: true })).toMatchObject({ written: false });
		expect(readdirSync(folder)).toEqual(['Makefile']);
	});

	it('says in one line that there is nothing to adopt', () => {
		put({ Makefile: 'all:\n\techo hi\n', 'Cargo.toml': '[package]\nname = "x"\n' });
		expect(() => adoptProject(folder, { dryRun: false })).toThrow('no build of a shared library found');
		expect(() => adoptProject(join(folder, 'none'), { dryRun: false })).toThrow('is not a folder');
		expect(readdirSync(folder).sort()).toEqual(['Cargo.toml', 'Makefile']);
	});
});
