import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_INPUTS } from '../../../harness/protocol/messages.ts';
import { loadTests } from '../../../src/author-tests/load.ts';
import { runConformance } from '../../../src/conformance/conformance.ts';
import { falcoBehaviour } from '../../../src/falco/behaviour.ts';
import { renderGithub } from '../../../src/report/github.ts';
import { renderJunit } from '../../../src/report/junit.ts';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { exitCodeOf, type Report, type TestReport } from '../../../src/report/model.ts';
import { renderSarif } from '../../../src/report/sarif.ts';
import { renderText } from '../../../src/report/text.ts';
import { buildPlugin } from '../../plugins/build.ts';
import { buildEvents } from '../run/events-plan.ts';

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const good = fileOf('../../plugins/good/good.c');

let folder: string;
let library: string;
let crashing: string;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'author-tests-'));
	library = await buildPlugin({ name: 'good', source: good });
	crashing = await buildPlugin({
		name: 'robust.crash',
		source: fileOf('../../plugins/mutants/robust/crash.c'),
	});
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(
	yaml: string,
	golden: 'compare' | 'update' = 'compare',
	plugin = library,
	rulesFiles: readonly string[] = [],
): Promise<Report> {
	const file = join(folder, 'good.yaml');
	writeFileSync(file, yaml);
	return runConformance({
		library: plugin,
		profile: 'ci',
		select: ['types.golden-values'],
		skip: [],
		inputs: NO_INPUTS,
		falco: falcoBehaviour(),
		target: process.arch === 'arm64' ? 'aarch64' : 'x86_64',
		seed: 1,
		jobs: 2,
		timeoutScale: 1,
		allow: [],
		suite: { tests: loadTests([file]), golden, rulesFiles },
		reproduceFlags: [],
		onProgress: () => {},
	});
}

function rule(name: string, condition: string, output: string): string {
	return `- rule: ${name}\n  desc: d\n  condition: ${condition}\n  output: ${output}\n  priority: WARNING\n  source: good\n`;
}

/** What a test says, without the folder. */
function said({ verdict, mismatches, reason }: TestReport): string[] {
	return [
		verdict + (reason ? ` ${reason}` : ''),
		...mismatches.map(({ message, place, expected, observed }) =>
			[`${place.line}:${place.column} ${message}`, expected, observed].filter((text) => text !== undefined).join(' | '),
		),
	];
}

describe("the author's tests", () => {
	it('pass where every value of every type is as expected', async () => {
		const report = await run(readFileSync(fileOf('../../plugins/mutants/types/golden-values.yaml'), 'utf8'));
		expect(report.tests.map(said)).toEqual([['pass']]);
		expect(report.checks).toMatchObject([
			{ id: 'types.golden-values', verdict: 'pass', tried: '1 tests, 12 of 12 fields' },
		]);
		expect(exitCodeOf(report, 'error')).toBe(0);
	});

	it('say line, expectation and observation of each difference', async () => {
		const report = await run(`tests:
  - name: values
    open-params: '2'
    expect:
      events: 3
      values:
        - event: 1
          fields:
            good.seq: 7
            good.user: "7"
            good.tags: [even]
            good.item[5]: x
            good.ok: false
            good.ip6: fd00:0:0:0:0:0:0:2
            good.usr: x
            good.item: x
            good.took: soon
            good.any[user]: null
        - { event: 9, fields: { good.seq: 8 } }
`);
		expect(said(report.tests[0] as TestReport)).toEqual([
			'fail',
			'15:23 good.usr is no field of the plugin (did you mean good.user?)',
			'16:24 good.item needs an argument in brackets',
			'17:24 good.took is of type reltime: write nanoseconds, or a duration such as 1.5s, 20ms',
			'5:15 the number of events is another | 3 | 2 until the end',
			'9:23 good.seq of event 1 is another | 7 | 0',
			'10:24 good.user of event 1 is another | "7" | "user-0"',
			'11:24 good.tags of event 1 is another | ["even"] | ["even", "n1"]',
			'12:27 good.item[5] of event 1 is another | "x" | no value',
			'13:22 good.ok of event 1 is another | false | true',
			'14:23 good.ip6 of event 1 is another | fd00::2 | fd00::1',
			'18:29 good.any[user] of event 1 is another | no value | "user-0"',
			'19:43 good.seq of event 9 was not asked | 8 | there were only 2 events',
		]);
		expect(exitCodeOf(report, 'error')).toBe(1);
		const [check] = report.checks;
		expect(check?.verdict).toBe('fail');
		expect(check?.findings[0]?.message).toContain('(and 11 more)');
	});

	it('expect errors of bad configurations and parameters', async () => {
		const report = await run(`tests:
  - { name: config, init-config: { maxi: 1 }, expect: { error: { in: init, contains: unknown key 'maxi' } } }
  - { name: params, open-params: many, expect: { error: { in: open } } }
  - { name: other text, open-params: many, expect: { error: { in: open, contains: nothing } } }
  - { name: other call, open-params: many, expect: { error: { in: init } } }
  - { name: none, open-params: '1', expect: { error: { in: open } } }
  - { name: unexpected, open-params: many, expect: { events: 1 } }
`);
		expect(report.tests.map(said)).toEqual([
			['pass'],
			['pass'],
			[
				'fail',
				`4:61 the error text is another | a text with "nothing" | "open params: expected a number of events, not 'many'"`,
			],
			[
				'fail',
				`5:61 plugin_open failed: "open params: expected a number of events, not 'many'" | plugin_init fails | it failed with "open params: expected a number of events, not 'many'"`,
			],
			['fail', '6:54 plugin_open did not fail | plugin_open fails | it succeeded'],
			[
				'fail',
				`7:13 plugin_open failed: "open params: expected a number of events, not 'many'" | plugin_open succeeds | it failed with "open params: expected a number of events, not 'many'"`,
			],
		]);
	});

	it('give samples to the plugin', async () => {
		writeFileSync(join(folder, 'two.jsonl'), '{"seq":5,"user":"eve"}\n{"seq":6}\n');
		const report = await run(`tests:
  - name: samples
    samples: ['{"seq":4,"user":"bob"}', { hex: 7b7d }, { file: two.jsonl }]
    expect:
      events: 4
      values:
        - { event: 1, fields: { good.user: bob } }
        - { event: 2, fields: { good.user: null, good.seq: null } }
        - { event: 3, fields: { good.seq: 5 } }
`);
		expect(report.tests.map(said)).toEqual([['pass']]);
	});

	it('keep golden files, and show what differs from them', async () => {
		const yaml = (params: number) => `tests:
  - name: golden
    open-params: '${params}'
    expect: { golden: { file: golden/good.jsonl, fields: [good.seq, good.user, good.tags], events: 3 } }
`;
		expect((await run(yaml(5))).tests.map(said)).toEqual([
			['fail', '4:31 the golden file is not there yet: look at what `plugin-kit test --update` writes, and keep it'],
		]);
		const updated = await run(yaml(5), 'update');
		expect(updated.tests).toMatchObject([{ verdict: 'pass', written: [join(folder, 'golden/good.jsonl')] }]);
		expect(readFileSync(join(folder, 'golden/good.jsonl'), 'utf8')).toBe(
			[0, 1, 2]
				.map(
					(seq) =>
						`{"event":${seq + 1},"good.seq":"${seq}","good.user":"user-${seq}","good.tags":["${seq % 2 ? 'odd' : 'even'}","n${seq + 1}"]}\n`,
				)
				.join(''),
		);
		expect((await run(yaml(5))).tests.map(said)).toEqual([['pass']]);
		const fewer = (await run(yaml(2))).tests[0];
		expect(fewer?.verdict).toBe('fail');
		expect(fewer?.mismatches[0]?.diff?.split('\n').at(-1)).toBe(
			'-{"event":3,"good.seq":"2","good.user":"user-2","good.tags":["even","n3"]}',
		);
	});

	it('name the test in which the plugin dies, and run the others', async () => {
		const report = await run(
			`tests:
  - { name: dies, expect: { values: [{ event: 1, fields: { good.seq: 0 } }] } }
  - { name: lives, init-config: '{', expect: { error: { in: init } } }
`,
			'compare',
			crashing,
		);
		expect(report.tests.map(({ verdict }) => verdict)).toEqual(['crash', 'pass']);
		expect(report.tests[0]?.mismatches[0]?.message).toMatch(/^the plugin died of SIG/);
		expect(exitCodeOf(report, 'error')).toBe(1);
	});

	it('expect alerts of the rules, which run on the events of the test', async () => {
		const rules = join(folder, 'good_rules.yaml');
		writeFileSync(rules, rule('Second', 'good.seq = 1', 'second is %good.user'));
		writeFileSync(join(folder, 'other.yaml'), rule('Tagged', 'good.tags intersects (even)', 'tag'));
		const report = await run(
			`tests:
  - name: holds
    open-params: '3'
    expect: { alerts: [{ rule: Second, count: 1, output: user-1, priority: warning }] }
  - name: rules of its own
    open-params: '4'
    rules: [other.yaml]
    expect: { alerts: [{ rule: Tagged, count: 2 }] }
  - name: differs
    open-params: '3'
    expect:
      alerts:
        - { rule: Second, count: 2 }
        - { rule: Second, output: user-2 }
        - { rule: Tagged }
  - name: samples
    samples: ['{"seq":1,"user":"eve"}', '{"seq":2,"user":"bob"}']
    expect: { alerts: [{ rule: Second, count: 1, output: second is eve }] }
`,
			'compare',
			library,
			[rules],
		);
		expect(report.tests.map(said)).toEqual([
			['pass'],
			['pass'],
			[
				'fail',
				`13:19 'Second' gave 1 alert | 2 alerts | 1 alert: Warning second is user-1`,
				`14:19 'Second' gave no alert with the text 'user-2' | an alert with the text 'user-2' | 1 alert: Warning second is user-1`,
				`15:19 there is no rule 'Tagged' | an alert | it did not run`,
			],
			['pass'],
		]);
		expect(report.tests[0]?.tried).toBe('1 event, 0 expected values, 1 expected alert');
	});

	it('show what Falco says of rules that it would not run', async () => {
		const rules = join(folder, 'bad_rules.yaml');
		writeFileSync(rules, rule('Wrong', 'good.nope = 1', 'x'));
		const yaml = "tests:\n  - { name: alerts, open-params: '1', expect: { alerts: [{ rule: Wrong }] } }\n";
		const [test] = (await run(yaml, 'compare', library, [rules])).tests;
		expect(test).toMatchObject({ verdict: 'fail', mismatches: [{ message: 'the rules cannot be run' }] });
		expect(test?.mismatches[0]?.diff).toContain('filter_check called with nonexistent field good.nope');
		expect((await run(yaml)).tests.map(said)).toEqual([
			['fail', "2:66 there are no rules that could alert: put them into rules/, or name their files with 'rules'"],
		]);
	});

	it('name the test in whose rules the plugin dies', async () => {
		const fate = { FATE_AT: 20, FATE: '*(volatile int *)0 = 1' };
		const dying = await buildEvents(fate);
		const rules = join(folder, 'events_rules.yaml');
		writeFileSync(rules, rule('Any', 'e.num >= 0', 'x').replace('source: good', 'source: events_src'));
		const yaml = 'tests:\n  - { name: alerts, expect: { alerts: [{ rule: Any }] } }\n';
		const [test] = (await run(yaml, 'compare', dying, [rules])).tests;
		expect(test).toMatchObject({ verdict: 'crash' });
		expect(test?.mismatches[0]?.message).toMatch(
			/^while the rules ran: the plugin died of SIGSEGV in plugin_next_batch/,
		);
	});

	it('stand in every format of the report, at their line', async () => {
		const report = await run(
			'tests:\n  - name: one | two\n    expect: { values: [{ event: 1, fields: { good.seq: 1 } }] }\n',
		);
		const place = report.tests[0]?.place.file;
		expect(renderText(report, { color: false, width: 100 })).toContain(
			`FAIL good: one | two\n  ${place}:3:56: good.seq of event 1 is another\n    - expected 1\n    + observed 0\n  reproduce plugin-kit test `,
		);
		expect(renderGithub(report)).toContain(`file=${place},line=3,col=56,title=`);
		expect(renderJunit(report)).toContain('<testcase classname="plugin-kit.tests" name="tests.good: one | two"');
		expect(renderMarkdown(report)).toContain("0 of 1 tests of the plugin's own pass");
		const sarif = JSON.parse(renderSarif(report));
		const result = sarif.runs[0].results.find(({ ruleId }: { ruleId: string }) => ruleId.startsWith('tests.'));
		expect(result.locations[0].physicalLocation.region).toEqual({ startLine: 3, startColumn: 56 });
	});
});
