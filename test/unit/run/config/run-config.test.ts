import { describe, expect, it } from 'vitest';
import { readConfig, refusal } from './read-config.ts';

describe('falco.yaml', () => {
	it('means what Falco means where it says nothing', () => {
		const { config, warnings } = readConfig('');
		expect(config).toEqual({
			plugins: [],
			rulesFiles: [],
			selections: [],
			minimumPriority: 'Debug',
			matching: 'first',
			alerts: { shape: 'text', include: ['output', 'output_fields', 'tags'], time: 'clock' },
			appendOutput: [],
			staticFields: {},
			outputs: {
				stdout: false,
				syslog: false,
				file: null,
				program: null,
				http: null,
				queueCapacity: null,
				timeoutMs: 2000,
			},
		});
		expect(warnings).toEqual([]);
	});

	it('is read key by key', () => {
		const { config, warnings } = readConfig(`
rules_files: [rules/a.yaml, rules.d]
rules:
  - disable: { rule: '*' }
  - enable: { tag: cloud, rule: Root* }
priority: info
rule_matching: all
json_output: yes
json_include_message_property: true
json_include_tags_property: false
time_format_iso_8601: on
static_fields: { region: eu, tier: 1 }
outputs_queue: { capacity: 7 }
output_timeout: 300
stdout_output: { enabled: true }
log_level: debug
`);
		expect(warnings).toEqual([]);
		expect(config).toMatchObject({
			rulesFiles: ['rules/a.yaml', 'rules.d'],
			selections: [
				{ operation: 'disable', rule: '*' },
				{ operation: 'enable', rule: 'Root*', tag: 'cloud' },
			],
			minimumPriority: 'Informational',
			matching: 'all',
			alerts: { shape: 'json', include: ['message', 'output', 'output_fields'], time: 'iso' },
			staticFields: { region: 'eu', tier: '1' },
			outputs: { stdout: true, queueCapacity: 7, timeoutMs: 300 },
		});
	});

	it('takes null and empty values for the default, as Falco does', () => {
		const { config } = readConfig('json_output:\npriority: ""\nrules_files:\n');
		expect(config).toMatchObject({ alerts: { shape: 'text' }, minimumPriority: 'Debug', rulesFiles: [] });
	});

	it('refuses what Falco would silently take for the default, with its place', () => {
		expect(refusal('json_output: maybe\n')).toBe("falco.yaml:1:14: 'json_output' has to be true or false, not 'maybe'");
		expect(refusal('priority: urgent\n')).toContain("falco.yaml:1:11: 'priority' has to be one of emergency, alert,");
		expect(refusal('rule_matching: some\n')).toContain('has to be one of first, all');
		expect(refusal('output_timeout: soon\n')).toContain('has to be a whole number');
		expect(refusal('stdout_output: true\n')).toBe("falco.yaml:1:16: 'stdout_output' has to be a mapping");
		expect(refusal('rules_files: { a: b }\n')).toContain("'rules_files' has to be a list");
		expect(refusal('- 1\n')).toBe('falco.yaml:1:1: a Falco configuration is a mapping of keys');
		expect(refusal('a: [1\nb: 2\n')).toMatch(/^falco\.yaml:\d+:\d+: /);
	});

	it('counts columns in characters', () => {
		expect(refusal('stdout_output: { "ß": 1, enabled: nope }\n')).toMatch(/^falco\.yaml:1:35: /);
	});

	it('warns of keys that Falco does not know, and of keys that are there twice', () => {
		const { warnings } = readConfig(`json_outputs: true
stdout_output:
  enabled: true
  enabled: false
  colour: red
`);
		expect(warnings).toEqual([
			"falco.yaml:4:3: 'enabled' is written twice, and the first one counts",
			"falco.yaml:5:3: Falco does not know the key 'stdout_output.colour'",
			"falco.yaml:1:1: Falco does not know the key 'json_outputs'; did you mean 'json_output'?",
		]);
	});

	it('refuses the old and the new name of one key together, and captures', () => {
		expect(refusal('rules_file: a.yaml\nrules_files: [b.yaml]\n')).toContain("'rules_file' is the old name");
		expect(refusal('engine: { kind: replay }\n')).toContain('run reads no captures');
		expect(readConfig('rules_file: a.yaml\n').config.rulesFiles).toEqual(['a.yaml']);
	});

	it('reads what is appended to outputs', () => {
		const { config } = readConfig(`
append_output:
  - match: { source: demo, tags: [a, b] }
    extra_output: on %evt.hostname
    extra_fields: [evt.num, { who: '%demo.user!' }]
  - suggested_output: true
`);
		expect(config.appendOutput).toEqual([
			{
				match: { source: 'demo', tags: ['a', 'b'] },
				extraOutput: 'on %evt.hostname',
				extraFields: [
					{ kind: 'raw', name: 'evt.num' },
					{ kind: 'formatted', name: 'who', format: '%demo.user!' },
				],
				suggestedOutput: false,
			},
			{ match: {}, extraFields: [], suggestedOutput: true },
		]);
		expect(refusal('append_output:\n  - extra_fields: [{ a: b, c: d }]\n')).toContain('of one name to a format');
	});
});
