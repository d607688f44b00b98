import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadProject } from '../../../src/project/load.ts';
import { C_TEMPLATE } from '../../../src/scaffold/languages/c.ts';
import { projectTree } from '../../../src/scaffold/tree.ts';
import { sampleAnswers } from '../scaffold/sample-answers.ts';

let root: string;
let file: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'plugin-kit-project-'));
	file = join(root, 'plugin-kit.yaml');
});
afterEach(() => rmSync(root, { recursive: true }));

const MINIMAL = 'name: x\nlanguage: other\nbuild:\n  command: make all\n  output: out/x.so\n';

function problemOf(text: string | Buffer): string {
	writeFileSync(file, text);
	try {
		loadProject(root);
	} catch (error) {
		expect(error).toMatchObject({ exitCode: 2 });
		return (error as Error).message.replace(`${root}/`, '');
	}
	return 'no problem';
}

describe('loadProject', () => {
	it('fills in what a minimal file leaves open', () => {
		writeFileSync(file, MINIMAL);
		expect(loadProject(root)).toEqual({
			folder: root,
			file,
			name: 'x',
			language: 'other',
			templateVersion: null,
			build: { command: ['make', 'all'], output: join(root, 'out/x.so'), env: {} },
			conformance: {
				initConfig: null,
				badInitConfigs: [],
				openParams: null,
				badOpenParams: [],
				expectEvents: null,
				samples: [],
				with: null,
			},
			registryFile: null,
			allow: [],
		});
	});

	it('finds the registry that releases are compared with from its own folder', () => {
		writeFileSync(file, `${MINIMAL}conformance: { registry: ../plugins }\n`);
		expect(loadProject(root).registryFile).toBe(join(root, '../plugins'));
	});

	it('finds the file in a folder above', () => {
		writeFileSync(file, MINIMAL);
		mkdirSync(join(root, 'a/b'), { recursive: true });
		expect(loadProject(join(root, 'a/b')).folder).toBe(root);
	});

	it('says so where there is none', () => {
		expect(() => loadProject(root)).toThrow('no plugin-kit.yaml here or in a folder above');
		expect(() => loadProject(join(root, 'no'))).toThrow('is not a folder');
	});

	it('takes everything that the file can say', () => {
		const rest = `conformance:
  init-config: { b: 1, a: [x, { d: true, c: null }] }
  bad-init-config: ['{', { a: 1 }]
  open-params: '5'
  bad-open-params: [x]
  expect-events: 5
  samples: ['é', { hex: 00fF }]
  with: ../other.so
allow:
  - { check: event.ts-plausible, reason: replays old logs }
`;
		const env = '  env: { CGO_ENABLED: "1" }\n';
		writeFileSync(file, MINIMAL + env + rest);
		const { conformance, allow, build } = loadProject(root);
		expect(build.env).toEqual({ CGO_ENABLED: '1' });
		expect(conformance).toEqual({
			initConfig: '{"a":["x",{"c":null,"d":true}],"b":1}',
			badInitConfigs: ['{', '{"a":1}'],
			openParams: '5',
			badOpenParams: ['x'],
			expectEvents: 5,
			samples: ['\u00c3\u00a9', '\u0000\u00ff'],
			with: join(root, '../other.so'),
		});
		expect(allow).toEqual([{ check: 'event.ts-plausible', reason: 'replays old logs' }]);
	});

	it('reads what `new` writes', () => {
		for (const source of ['my_logins', null]) {
			const answers = sampleAnswers({ source, capabilities: source === null ? ['extract'] : ['source'] });
			writeFileSync(file, projectTree(answers).get('plugin-kit.yaml') ?? '');
			const project = loadProject(root);
			expect(project).toMatchObject({ name: 'my-logins', language: 'c', templateVersion: C_TEMPLATE.version });
			expect(project.conformance.expectEvents).toBe(source === null ? null : 1000);
			for (const sample of project.conformance.samples) expect(JSON.parse(sample)).toHaveProperty('user');
		}
	});

	it.each([
		['misspelt key', MINIMAL.replace('command', 'comand'), "4:3: unknown key 'build.comand' (did you mean 'command'?)"],
		['unknown key', `${MINIMAL}zebra: 1\n`, "6:1: unknown key 'zebra' (known are name, language, template, build,"],
		['missing key', 'name: x\nlanguage: c\n', "1:1: the file lacks the key 'build'"],
		['wrong word', MINIMAL.replace('other', 'cobol'), "2:11: 'language' has to be one of c, cpp, go, rust, other"],
		['wrong type', `${MINIMAL}conformance:\n  open-params: 5\n`, "7:16: 'conformance.open-params' has to be string"],
		['wrong name', MINIMAL.replace('name: x', 'name: X y'), "1:7: 'name' must match pattern"],
		[
			'bad sample',
			`${MINIMAL}conformance:\n  samples: [{ hex: abc }]\n`,
			"7:20: 'conformance.samples.0.hex' must match",
		],
		['no list', `${MINIMAL}allow: { check: a.b }\n`, "6:8: 'allow' has to be array"],
		['reason missing', `${MINIMAL}allow: [{ check: a.b }]\n`, "6:9: 'allow.0' lacks the key 'reason'"],
		['shell', MINIMAL.replace('make all', 'make && x'), "4:12: 'build.command' '&' would need a shell"],
		['escape', MINIMAL.replace('out/x.so', '../x.so'), "5:11: 'build.output' has to lie in the project's folder"],
		['no YAML', 'a: [\n', '2:1: Flow sequence'],
		['duplicate key', `${MINIMAL}name: y\n`, '6:1: Map keys must be unique'],
		['empty', '', 'the file has to be object'],
		['not UTF-8', Buffer.from([0x61, 0xff]), 'is not UTF-8'],
		['too large', Buffer.alloc(300_000, '#'), 'is larger than 256 KiB'],
		['billion laughs', bomb(), 'Excessive alias count'],
	])('names the place and the key: %s', (_name, text, message) => {
		expect(problemOf(text)).toContain(message);
	});

	it('does not take a folder for the file', () => {
		mkdirSync(file);
		expect(() => loadProject(root)).toThrow('is not a file');
	});
});

function bomb(): string {
	const levels = Array.from({ length: 9 }, (_, level) =>
		level === 0
			? 'a0: &a0 [x]'
			: `a${level}: &a${level} [${Array(9)
					.fill(`*a${level - 1}`)
					.join(', ')}]`,
	);
	return `${levels.join('\n')}\n`;
}
