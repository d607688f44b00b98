import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { UsageError } from '../../../src/errors.ts';
import { FIELDS_BEGIN, FIELDS_END, fieldsTable } from '../../../src/project/fields-table.ts';
import { type Answers, checkAnswers } from '../../../src/scaffold/answers.ts';
import { SCAFFOLD_CAPABILITIES } from '../../../src/scaffold/capabilities.ts';
import { templateFor } from '../../../src/scaffold/templates.ts';
import { projectTree } from '../../../src/scaffold/tree.ts';
import { sampleAnswers } from './sample-answers.ts';

/** The field declarations that the C sample makes, read out of its source by the C preprocessor's rules. */
function fieldsOf(source: string) {
	const folder = mkdtempSync(join(tmpdir(), 'plugin-kit-tree-'));
	try {
		for (const [path, contents] of projectTree(sampleAnswers())) {
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), contents);
		}
		writeFileSync(join(folder, 'src/extract.c'), source);
		const main =
			'#include <stdio.h>\nconst char* plugin_get_fields(void);\nint main(void) { puts(plugin_get_fields()); }\n';
		writeFileSync(join(folder, 'src/main.c'), main);
		execFileSync('sh', ['-c', 'gcc -std=gnu11 -Iinclude src/*.c -o show'], { cwd: folder });
		return JSON.parse(execFileSync(join(folder, 'show'), { encoding: 'utf8' }));
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** Every template with some of its capabilities. */
const TEMPLATE_CHOICES = fc.oneof(
	...([['c'], ['cpp', 'own'], ['cpp', 'official'], ['go', 'pull'], ['go', 'push'], ['rust']] as const).map(
		([language, variant]) => {
			const { capabilities } = templateFor({ language, variant, capabilities: [] });
			return fc
				.subarray([...capabilities], { minLength: 1 })
				.map((chosen): Partial<Answers> => ({ language, variant, capabilities: chosen }));
		},
	),
);

describe('projectTree', { timeout: 30_000 }, () => {
	it('has a file a capability, and everything else always', () => {
		const all = [...projectTree(sampleAnswers({ capabilities: SCAFFOLD_CAPABILITIES })).keys()];
		expect(all).toEqual([
			'.devcontainer/devcontainer.json',
			'.editorconfig',
			'.github/workflows/ci.yaml',
			'.github/workflows/release.yaml',
			'.gitignore',
			'.vscode/extensions.json',
			'CHANGELOG.md',
			'LICENSE',
			'Makefile',
			'README.md',
			'falco.yaml',
			'include/falco_plugin.h',
			'plugin-kit.yaml',
			'rules/my-logins_rules.yaml',
			'src/async.c',
			'src/config.c',
			'src/extract.c',
			'src/json.c',
			'src/json.h',
			'src/listen.c',
			'src/metrics.c',
			'src/my-logins.c',
			'src/parse.c',
			'src/plugin.h',
			'src/source.c',
			'tests/json_test.c',
			'tests/my-logins.yaml',
		]);
		const parsing = [...projectTree(sampleAnswers({ capabilities: ['parse'], source: null })).keys()];
		expect(all.filter((path) => !parsing.includes(path))).toEqual([
			'rules/my-logins_rules.yaml',
			'src/async.c',
			'src/extract.c',
			'src/listen.c',
			'src/metrics.c',
			'src/source.c',
			'tests/my-logins.yaml',
		]);
	});

	it('leaves nothing of the template language, and no trailing blanks, in any combination', () => {
		fc.assert(
			fc.property(TEMPLATE_CHOICES, fc.boolean(), (choice, isOwnSource) => {
				const source = isOwnSource || choice.capabilities?.includes('source') ? 'my_logins' : null;
				for (const [path, contents] of projectTree(sampleAnswers({ ...choice, source }))) {
					// Copied as they are, and the last has a sanitizer that is called undefined.
					if (['LICENSE', 'go.sum', 'CMakePresets.json'].includes(path)) continue;
					expect([path, /<%|%>|undefined|[ \t]+$|\n\n\n|\n\n$/m.exec(contents)?.[0]]).toEqual([path, undefined]);
					expect([path, contents.endsWith('\n')]).toEqual([path, true]);
				}
			}),
			{ numRuns: 100 },
		);
	});

	it('documents the fields that the plugin declares', () => {
		const tree = projectTree(sampleAnswers());
		const fields = fieldsOf(tree.get('src/extract.c') ?? '');
		expect(fields).toHaveLength(8);
		expect(tree.get('README.md')).toContain(`${FIELDS_BEGIN}\n${fieldsTable(fields)}${FIELDS_END}\n`);
	});

	it('writes YAML that says the same to YAML 1.1 and 1.2, whatever the name', () => {
		for (const name of ['on', 'no', 'null', 'true', 'y', 'a-b']) {
			const answers = sampleAnswers({ name, source: name.replaceAll('-', '_'), capabilities: SCAFFOLD_CAPABILITIES });
			const tree = projectTree(answers);
			for (const version of ['1.1', '1.2'] as const) {
				const rules = parse(tree.get(`rules/${name}_rules.yaml`) ?? '', { version });
				expect(rules[1].required_plugin_versions).toEqual([{ name, version: '0.1.0' }]);
				expect(rules.filter((item: object) => 'rule' in item).map((rule: { source: string }) => rule.source)).toEqual(
					Array(3).fill(answers.source),
				);
				expect(parse(tree.get('falco.yaml') ?? '', { version }).load_plugins).toEqual([name]);
				expect(parse(tree.get('plugin-kit.yaml') ?? '', { version }).name).toBe(name);
			}
		}
	});

	it('gives rules only to plugins of which rules can ask something', () => {
		const rulesOf = (changes: Parameters<typeof sampleAnswers>[0]) =>
			projectTree(sampleAnswers(changes)).get('rules/my-logins_rules.yaml');
		expect(rulesOf({ capabilities: ['source'] })).toContain('evt.plugininfo');
		expect(rulesOf({ capabilities: ['extract'] })).toContain('my_logins.success');
		expect(rulesOf({ capabilities: ['extract'], source: null })).toBeUndefined();
		expect(rulesOf({ capabilities: ['listen', 'parse'] })).toBeUndefined();
	});

	it('says what an SDK does not support, and names the languages that do', () => {
		const unsupported = () =>
			projectTree(sampleAnswers({ language: 'go', capabilities: ['source', 'parse', 'async'] }));
		expect(unsupported).toThrow('--capabilities: plugin-sdk-go v0.8.3 does not support parse, async');
		try {
			unsupported();
		} catch (error) {
			expect((error as UsageError).suggestions).toEqual(
				['c', 'cpp', 'rust'].map((language) => `--lang ${language} has a template for it.`),
			);
		}
	});
});

describe('checkAnswers', () => {
	it.each([
		[{ name: 'My Plugin' }, "--name: 'My Plugin' is no plugin name"],
		[{ name: '../x' }, '--name'],
		[{ name: 'a'.repeat(65) }, '--name'],
		[{ name: 'proc' }, "would begin with 'proc.'"],
		[{ source: 'syscall' }, "--source: 'syscall' is reserved"],
		[{ source: 'a-b' }, '--source'],
		[{ source: null }, '--source'],
		[{ description: 'two\nlines' }, '--description'],
		[{ description: 'a | b' }, '--description'],
		[{ contact: '' }, '--contact'],
	])('refuses %o', (changes, message) => {
		expect(() => checkAnswers(sampleAnswers(changes))).toThrow(message);
	});

	it('takes a Falco field class as a name where there are no fields', () => {
		expect(checkAnswers(sampleAnswers({ name: 'proc', capabilities: ['source'] })).name).toBe('proc');
	});
});
