import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULT_RELEASE } from '../../../../src/rules/release.ts';
import { loadRules } from '../../../../src/run/loading/load-rules.ts';
import { Refusal } from '../../../../src/run/loading/loaded-plugin.ts';
import { probeFields } from '../../rules/probe-events.ts';

const folder = mkdtempSync(join(tmpdir(), 'load-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

function load(rules: string) {
	const file = join(folder, 'rules.yaml');
	writeFileSync(file, rules);
	const sources = [{ name: 'probe_src', classes: probeFields().classes }];
	return loadRules([file], { release: DEFAULT_RELEASE, sources, plugins: [], appendOutput: [] });
}

const rule = (condition: string): string =>
	`- rule: r\n  desc: d\n  condition: ${condition}\n  output: o\n  priority: INFO\n`;

describe('loadRules', () => {
	it('refuses a rule without a source whose fields are those of a plugin, as Falco does', () => {
		expect(() => load(rule('p.str = a'))).toThrow(Refusal);
		expect(() => load(rule('p.str = a'))).toThrow("add 'source: probe_src'");
	});

	it('skips rules that may be on system calls', () => {
		expect(load(rule('proc.name = a')).loader.ruleset.rules).toEqual([]);
		expect(load(rule('evt.num > 1')).loader.ruleset.rules).toEqual([]);
	});

	it('loads the rule once it names its source', () => {
		expect(load(`${rule('p.str = a')}  source: probe_src\n`).loader.ruleset.rules).toHaveLength(1);
	});
});
