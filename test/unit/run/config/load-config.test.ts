import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, refusal, temporaryFolder } from './read-config.ts';

const $ = '$';

describe('environment variables', () => {
	const environment = { HOST: 'desk', EMPTY: '' };

	it('stand in any scalar, and for nothing where they are not set', () => {
		const text = `static_fields: { a: "x${$}{HOST}y", b: "${$}{NONE}.", c: "$${$}{HOST}", d: "$HOST ${$}{", e: "${$}{HOST}${$}{HOST}" }`;
		const { config } = readConfig(text, { environment });
		expect(config.staticFields).toEqual({ a: 'xdesky', b: '.', c: `${$}{HOST}`, d: `$HOST ${$}{`, e: 'deskdesk' });
	});

	it('leave the default where they are empty', () => {
		const text = `rule_matching: ${$}{EMPTY}\njson_output: ${$}{NONE}\npriority: ${$}{HOST}`;
		expect(refusal(text, { environment })).toContain("not 'desk'");
		expect(readConfig(text.replace('HOST', 'NONE'), { environment }).config).toMatchObject({
			matching: 'first',
			alerts: { shape: 'text' },
			minimumPriority: 'Debug',
		});
	});
});

describe('-o key=value', () => {
	const plugins = 'plugins:\n  - { name: a, library_path: /a.so }\nrules_files: [one.yaml]\n';

	it('sets keys, items, and items behind the last', () => {
		const { config } = readConfig(plugins, {
			overrides: [
				'json_output=true',
				'plugins[0].open_params=a=b',
				'rules_files[]=two.yaml',
				'rules_files[0]=zero.yaml',
				'append_output[]={extra_output: more, match: {tags: [x]}}',
				'static_fields.a\\.b=c',
				'stdout_output.enabled=true',
			],
		});
		expect(config).toMatchObject({
			plugins: [{ name: 'a', openParams: 'a=b' }],
			rulesFiles: ['zero.yaml', 'two.yaml'],
			alerts: { shape: 'json' },
			appendOutput: [{ extraOutput: 'more', match: { tags: ['x'] } }],
			staticFields: { 'a.b': 'c' },
			outputs: { stdout: true },
		});
	});

	it.each([
		['json_output', '-o json_output: is not key=value'],
		['=x', '-o =x: is not key=value'],
		['a..b=1', "-o a..b=1: 'a..b' is no key"],
		['.a=1', "-o .a=1: '.a' is no key"],
		['[0]=1', "-o [0]=1: '[0]' is no key"],
		['a[x]=1', "-o a[x]=1: 'a[x]' is no key"],
		['rules_files[3]=x', '-o rules_files[3]=x: there are only 1 items before [3]'],
		['json_output=perhaps', "-o json_output=perhaps: 'json_output' has to be true or false, not 'perhaps'"],
		['outputs_queue={capacity: [}', '-o outputs_queue={capacity: [}: the value is not YAML'],
	])('refuses %s', (override, message) => {
		expect(refusal(plugins, { overrides: [override] })).toContain(message);
	});
});

describe('config_files', () => {
	function folderWith(files: Record<string, string>): string {
		const folder = temporaryFolder();
		mkdirSync(join(folder, 'more.d'));
		for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
		return folder;
	}

	it('are merged in order, directories sorted, missing ones left out', () => {
		const folder = folderWith({
			'more.d/b.yaml': 'rules_files: [b]\npriority: error\n',
			'more.d/a.yml': 'rules_files: [a]\npriority: notice\n',
			'more.d/ignored.txt': 'priority: nonsense\n',
			'last.yaml': 'rule_matching: all\npriority: debug\nrules_files: [c]\n',
			'instead.yaml': 'rules_files: [d]\njson_output: true\n',
		});
		const main = (files: string) => `rules_files: [main]\npriority: alert\nconfig_files: ${files}\n`;
		const read = (files: string) => readConfig(main(files), { folder }).config;
		expect(read(`[${folder}/more.d, ${folder}/absent.yaml]`)).toMatchObject({
			rulesFiles: ['main', 'a', 'b'],
			minimumPriority: 'Error',
		});
		expect(read(`[{ path: ${folder}/last.yaml, strategy: add-only }]`)).toMatchObject({
			rulesFiles: ['main'],
			minimumPriority: 'Alert',
			matching: 'all',
		});
		expect(read(`[{ path: ${folder}/instead.yaml, strategy: override }]`)).toMatchObject({
			rulesFiles: ['d'],
			alerts: { shape: 'json' },
		});
	});

	it('can be named by -o, which is heard before all else of it', () => {
		const folder = folderWith({ 'last.yaml': 'priority: error\nrule_matching: all\n' });
		const overrides = ['priority=critical', `config_files[]=${folder}/last.yaml`];
		expect(readConfig('', { folder, overrides }).config).toMatchObject({
			minimumPriority: 'Critical',
			matching: 'all',
		});
	});

	it('do not include more files, and have a known strategy', () => {
		const folder = folderWith({ 'last.yaml': 'config_files: []\n' });
		expect(refusal(`config_files: [${folder}/last.yaml]`, { folder })).toContain(
			"last.yaml:1:1: 'config_files' is not allowed in a file that is included itself",
		);
		expect(refusal('config_files: [{ path: x, strategy: mix }]', { folder })).toContain(
			"'config_files[0].strategy' has to be one of append, override, add-only",
		);
	});
});
