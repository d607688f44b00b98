import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.ts';
import { buildPlugin } from '../../plugins/build.ts';
import { buildEvents } from './events-plan.ts';
import { folderWith, runHere } from './run-here.ts';

const RULES = `
- rule: Even Event
  desc: an even number
  condition: e.even = true and e.num > 2
  output: even %e.num (%e.name)
  priority: WARNING
  source: events_src
  tags: [numbers]
- rule: Large Event
  desc: a large number
  condition: e.num > 1000 and e.name = x
  output: large
  priority: INFO
  source: events_src
`;

const ALERT = '22:13:20.004000000: Warning even 4 (name4)';
const STATISTICS = `Events detected: 1
Rule counts by severity:
   WARNING: 1
Triggered rules by rule name:
   Even Event: 1
`;

async function events(files: Readonly<Record<string, string>> = {}) {
	const folder = folderWith({ 'rules.yaml': RULES, ...files });
	const library = join(folder, 'libevents.so');
	copyFileSync(await buildEvents(), library);
	return { folder, library, rules: join(folder, 'rules.yaml') };
}

async function refusal(run: Promise<unknown>): Promise<string> {
	const error = await run.catch((failure: unknown) => failure);
	if (error instanceof UsageError) return error.message;
	throw new Error('it was not refused');
}

describe('run on a library', () => {
	it("writes Falco's alerts and statistics", async () => {
		const { library, rules } = await events();
		const run = await runHere([library], { rules: [rules], 'open-params': '6' });
		expect(run.stdout).toBe(`${ALERT}\n${STATISTICS}`);
		expect(run.stderr).toBe('events_src: 6 events, to the end\n');
		expect(run.exitCode).toBe(0);
	});

	it('gives one object for --json, and nothing else on standard output', async () => {
		const { library, rules } = await events();
		const run = await runHere([library], { rules: [rules], 'open-params': '9', coverage: true }, { view: 'json' });
		expect(run.stdout).toBe('');
		expect(run.result).toMatchObject({
			schemaVersion: 1,
			kind: 'rules',
			sources: [{ source: 'events_src', events: 9, end: 'eof', message: '' }],
			triggered: [{ rule: 'Even Event', priority: 'Warning', count: 3 }],
			moreAlerts: 0,
		});
		if (run.result.kind !== 'rules') throw new Error('not rules');
		expect(run.result.alerts[0]).toEqual({
			source: 'events_src',
			rule: 'Even Event',
			priority: 'Warning',
			time: '1700000000004000000',
			line: ALERT,
		});
		expect(run.result.sources[0]?.coverage?.unreadFields).toContain('e.addr');
	});

	it('explains, and tells what was never true', async () => {
		const { library, rules } = await events();
		const flags = {
			rules: [rules],
			'open-params': '6',
			'explain-rule': 'Even Event',
			'explain-event': 3,
			coverage: true,
		};
		const { stdout } = await runHere([library], flags);
		expect(stdout).toContain(`Even Event does not match event 3 of events_src:
  false (e.even = true and e.num > 2)
    true  e.even = true   [e.even = "true"]
    false e.num > 2   [e.num = "2"]
`);
		expect(stdout).toContain(`  Large Event: never matched
    never true: e.num > 1000 (looked at 6 times)
    never true: e.name = x (never reached)
`);
	});

	it('tries conditions and formats', async () => {
		const { library } = await events();
		const flags = { condition: ['e.num > 2', 'e.num >', 'e.no = 1'], format: ['%e.num!', '%no.field'], events: 5 };
		const run = await runHere([library], { ...flags, 'open-params': '100' });
		expect(run.exitCode).toBe(1);
		expect(run.stdout).toContain('2 of 5 events: e.num > 2\n');
		expect(run.stdout).toContain('e.num >\n       ^\n');
		expect(run.stdout).toContain('0!\n1!\n2!\n3!\n4!\n');
		expect(run.result).toMatchObject({
			kind: 'probes',
			results: [
				{ condition: 'e.num > 2', matches: 2 },
				{ condition: 'e.num >', error: { stage: 'parse', offset: 7, line: 1, column: 8 } },
				{ condition: 'e.no = 1', error: { stage: 'compile', offset: 0, line: 1, column: 1 } },
				{ format: '%e.num!', lines: ['0!', '1!', '2!', '3!', '4!'] },
				{ format: '%no.field', error: { stage: 'compile', line: 1 } },
			],
		});
	});

	it('says what is missing', async () => {
		const { library, folder } = await events();
		expect(await refusal(runHere([library], {}))).toBe('there are no rules to run');
		expect(await refusal(runHere([library], { rules: [join(folder, 'no.yaml')] }))).toContain('there is no rules file');
		expect(await refusal(runHere([join(folder, 'no.so')], {}))).toContain('there is no plugin library');
		expect(await refusal(runHere([], { rules: ['x'] }, { folder }))).toContain('there is nothing to run');
		const disabled = runHere([library], { condition: ['evt.num > 0'], 'disable-source': ['events_src'] });
		expect(await refusal(disabled)).toBe('every event source is disabled');
	});

	it('ends in order when it is interrupted', async () => {
		const { library, rules } = await events();
		const interruption = new AbortController();
		const stdout = new (await import('node:stream')).PassThrough();
		let text = '';
		stdout.on('data', (chunk: Buffer) => {
			text += chunk;
			interruption.abort();
		});
		const flags = { rules: [rules], 'open-params': '1000000000' };
		const run = await runHere([library], flags, { stdout, signal: interruption.signal });
		expect(run.exitCode).toBe(130);
		expect(run.stderr).toMatch(/^events_src: \d+ events, interrupted\n$/);
		const [, detected] = /Events detected: (\d+)/.exec(text) ?? [];
		expect(text.split(': Warning even ').length - 1).toBe(Number(detected));
	});
});

describe('run on a plugin that fails', () => {
	it('tells how the source ended, and ends with 1', async () => {
		const { library, rules } = await events();
		const refused = await runHere([library], { rules: [rules], 'open-params': 'refuse' });
		expect(refused.exitCode).toBe(1);
		expect(refused.stderr).toMatch(/^events_src: 0 events, then failure: .*nothing to open\n$/);
		const crashing = await buildEvents({ FATE: 'abort()', FATE_AT: 20 });
		const crashed = await runHere([crashing], { rules: [rules], 'open-params': '100' });
		expect(crashed.exitCode).toBe(1);
		expect(crashed.stderr).toMatch(/^events_src: crash.*: the plugin died of SIGABRT in plugin_/);
		expect(crashed.stderr).toContain('abort');
		expect(crashed.stdout).toContain('Events detected: ');
	});
});

describe('run on falco.yaml', () => {
	it('sends alerts to all outputs that are enabled', async () => {
		const { folder, library, rules } = await events();
		const falcoYaml = join(folder, 'falco.yaml');
		writeFileSync(
			falcoYaml,
			`plugins: [{ name: events, library_path: ${library}, open_params: 6 }]
rules_files: [${rules}, ${folder}/absent.yaml]
json_output: true
file_output: { enabled: true, filename: ${folder}/alerts.log }
program_output: { enabled: true, program: "cat > ${folder}/piped" }
syslog_output: { enabled: true }
`,
		);
		const run = await runHere([], { config: falcoYaml });
		expect(run.exitCode).toBe(0);
		expect(run.stdout).toBe(STATISTICS);
		const line = readFileSync(join(folder, 'alerts.log'), 'utf8');
		expect(JSON.parse(line)).toMatchObject({ hostname: 'desk', rule: 'Even Event', output: ALERT, tags: ['numbers'] });
		expect(readFileSync(join(folder, 'piped'), 'utf8')).toBe(line);
		expect(run.result.warnings).toEqual([
			`rules_files: ${folder}/absent.yaml is not there, and is skipped, as Falco does`,
			'syslog_output: /no/such/socket cannot be reached: ENOENT',
		]);
	});

	it('selects rules, and warns where none is left', async () => {
		const { library, rules } = await events();
		const option = ['rules[]={disable: {tag: numbers}}', 'priority=warning'];
		const run = await runHere([library], { rules: [rules], 'open-params': '6', option });
		expect(run.stdout).toMatch(/^Events detected: 0\n/);
		expect(run.result.warnings).toEqual(["no enabled rule is for the event source 'events_src'"]);
	});

	it('takes a library that is named in the place of the configured one', async () => {
		const { folder, library, rules } = await events({
			'falco.yaml': 'plugins: [{ name: events, library_path: libevents.so, open_params: 6 }]\n',
		});
		const flags = { config: join(folder, 'falco.yaml'), rules: [rules], option: ['stdout_output.enabled=true'] };
		expect((await runHere([library], flags)).stdout).toBe(`${ALERT}\n${STATISTICS}`);
		const silent = { config: flags.config, rules: flags.rules };
		expect(await refusal(runHere([library], silent))).toBe('no output is enabled in the configuration');
		expect(await refusal(runHere([], flags))).toContain('/usr/share/falco/plugins/libevents.so');
	});
});

describe('run in a project', () => {
	it('builds it, and runs its rules with its inputs', async () => {
		const { folder, library } = await events({
			'plugin-kit.yaml':
				'name: events\nlanguage: c\nbuild: { command: [make], output: libevents.so }\nconformance: { open-params: "6" }\n',
		});
		mkdirSync(join(folder, 'rules'));
		writeFileSync(join(folder, 'rules', 'events.yaml'), RULES);
		const built: string[] = [];
		const build = async ({ name }: { name: string }) => {
			built.push(name);
			return library;
		};
		expect((await runHere([], {}, { folder, build })).stdout).toBe(`${ALERT}\n${STATISTICS}`);
		expect((await runHere([folder], { 'open-params': '0' }, { build })).stdout).toContain('Events detected: 0');
		expect(built).toEqual(['events', 'events']);
		const inputsOfProject = await runHere([library], { condition: ['evt.num > 0'] });
		expect(inputsOfProject.stdout).toBe('6 of 6 events: evt.num > 0\n');
	});
});

describe('run on rules that are wrong', () => {
	const BAD = RULES.replace('e.even = true', 'e.evn = true');

	it("refuses to run them, in Falco's words and with the exact place", async () => {
		const { folder, library } = await events({ 'bad.yaml': BAD });
		const run = await runHere([library], { rules: [join(folder, 'bad.yaml')] });
		expect(run.exitCode).toBe(1);
		expect(run.stdout).toBe('');
		expect(run.stderr).toContain('LOAD_ERR_COMPILE_CONDITION (Error compiling condition): filter_check called with');
		expect(run.stderr).toContain(`at ${folder}/bad.yaml:4:14`);
		expect(run.result.kind).toBe('refused');
	});

	it('validates them as text and as JSON', async () => {
		const { folder, library, rules } = await events({ 'bad.yaml': BAD });
		const validate = [rules, join(folder, 'bad.yaml')];
		const text = await runHere([library], { validate });
		expect(text.exitCode).toBe(1);
		expect(text.stdout.split('\n').slice(0, 3)).toEqual([`${rules}: Ok`, `${folder}/bad.yaml: Invalid`, '1 Errors:']);
		expect(text.stderr).toContain(`Error: ${folder}/bad.yaml: Invalid\n`);
		const json = await runHere([library], { validate: [rules], 'describe-rules': true, option: ['json_output=true'] });
		expect(json.exitCode).toBe(0);
		expect(JSON.parse(json.stdout)).toMatchObject({
			falco_load_results: [{ name: rules, successful: true }],
			falco_describe_results: { rules: [{ info: { name: 'Even Event' } }, { info: { name: 'Large Event' } }] },
		});
	});

	it('refuses a plugin that is asked for and not there', async () => {
		const { library, folder } = await events({
			'needs.yaml': `- required_plugin_versions: [{ name: other, version: 0.1.0 }]\n${RULES}`,
		});
		const run = await runHere([library], { rules: [join(folder, 'needs.yaml')] });
		expect(run.stderr).toBe('Error: Plugin requirement not satisfied, must load one of: other (>= 0.1.0)\n');
	});
});

describe('listings', () => {
	it('describe rules', async () => {
		const { library, rules } = await events();
		const all = await runHere([library], { rules: [rules], 'describe-rules': true });
		expect(all.stdout).toContain(`${'Large Event'.padEnd(50)} a large number`);
		const one = await runHere([library], { rules: [rules], 'describe-rule': 'Even Event' });
		expect(one.stdout).not.toContain('Large Event');
		expect(one.result).toMatchObject({ kind: 'description', description: { info: { name: 'Even Event' } } });
	});

	it('show plugins', async () => {
		const { library } = await events();
		const list = await runHere([library], { 'list-plugins': true });
		expect(list.stdout).toBe(`1 Plugins Loaded:

Name: events
Description: Events by number
Contact: nobody@example.org
Version: 0.1.0
Capabilities:
  - Event Sourcing (ID=999, source='events_src')
  - Field Extraction

`);
		const info = await runHere([library], { 'plugin-info': 'events' });
		expect(info.stdout).toContain('Init config schema type: Not available');
		expect(await refusal(runHere([library], { 'plugin-info': 'other' }))).toContain('no such plugin is loaded');
		expect((await runHere([], { 'list-plugins': true })).stdout).toBe('0 Plugins Loaded:\n\n');
	});

	it('show what a plugin suggests for open, or why that is not known', async () => {
		const source = fileURLToPath(new URL('../../plugins/good/good.c', import.meta.url));
		const good = await buildPlugin({ name: 'good', source });
		const info = await runHere([good], { 'plugin-info': good });
		expect(info.stdout).toMatch(/\nSuggested open params:\n.+: .+\n/);
		expect(info.result).toMatchObject({ plugins: [{ openParams: [{ value: '100' }, { value: '1000' }] }] });
		const { library } = await events();
		const none = await runHere([library], { 'plugin-info': 'events' });
		expect(none.stdout).toContain(
			'No suggested open params available: the plugin does not export plugin_list_open_params\n',
		);
		expect(none.result).toMatchObject({ plugins: [{ openParams: null }] });
		const cflags = ['-DGOOD_OPEN_PARAMS=(*(volatile int *)0 = 1, "")'];
		const dying = await buildPlugin({ name: 'good-dying-list', source, cflags });
		const { stdout, exitCode } = await runHere([dying], { 'plugin-info': dying });
		expect(stdout).toContain('available: the plugin died of SIGSEGV in plugin_list_open_params');
		expect(exitCode).toBe(0);
	});

	it('of a rule that is not there say so, where Falco says nothing', async () => {
		const { library, rules } = await events();
		const run = await runHere([library], { rules: [rules], 'describe-rule': 'Even Events' });
		expect(run.stderr).toContain("warning: -l: there is no rule 'Even Events' (did you mean 'Even Event'?)");
		expect(run.exitCode).toBe(0);
	});

	it('show fields', async () => {
		const { library } = await events();
		const { stdout } = await runHere([library], { list: 'events_src' });
		expect(stdout).toContain('Field Class:                  events\nEvent Sources:                events_src\n');
		expect(stdout).toContain('e.words                       (list of string) ');
		expect(stdout).toContain('e.arg                         (string, argument required) ');
		expect(await refusal(runHere([library], { list: 'events_sr' }))).toContain("the event source 'events_sr'");
	});
});
