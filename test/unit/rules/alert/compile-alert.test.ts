import { describe, expect, it } from 'vitest';
import { findRelease } from '../../../../src/rules/release.ts';
import type { AppendOutput } from '../../../../src/rules/ruleset/extra-output.ts';
import { alertsOfProbe, type ProbeRun } from './probe-alerts.ts';

const rule = (output: string, more = '') =>
	`- {rule: "my \\"rule\\"", desc: d, condition: p.str exists, priority: WARNING, source: probe_src, output: ${JSON.stringify(output)}${more}}\n`;
const firstLine = (output: string, shape: 'text' | 'json', run?: ProbeRun, more?: string) =>
	alertsOfProbe(rule(output, more), shape, run)[0] ?? '';
const object = (output: string, run?: ProbeRun, more?: string) => JSON.parse(firstLine(output, 'json', run, more));

describe('alerts as text', () => {
	it('have time, priority and message', () => {
		expect(firstLine('user=%p.str none=%p.null', 'text')).toBe('22:13:20.123456789: Warning user=Hello none=<NA>');
	});

	it('show missing values whether or not the output asks for it', () => {
		expect(firstLine('*x %p.null', 'text')).toBe('22:13:20.123456789: Warning x <NA>');
		expect(firstLine('**x', 'text')).toBe('22:13:20.123456789: Warning *x');
	});

	it('print local time of day, or ISO 8601 in UTC always', () => {
		const zone = { offsetSeconds: -5 * 3600 };
		expect(firstLine('x', 'text', { format: { zone } })).toBe('17:13:20.123456789: Warning x');
		expect(firstLine('x', 'text', { format: { zone, time: 'iso' } })).toBe(
			'2023-11-14T22:13:20.123456789+0000: Warning x',
		);
	});

	it('are escaped from 0.45 on, and as plugins give them before', () => {
		const release = findRelease('0.44');
		expect(firstLine('%p.quote|%p.bad|%p.utf', 'text')).toBe('22:13:20.123456789: Warning a\\"b\\\\c\\nd|x\ufffd|café');
		expect(firstLine('%p.quote|%p.utf', 'text', { release })).toBe('22:13:20.123456789: Warning a"b\\c\nd|café');
	});
});

describe('alerts as JSON', () => {
	it('have sorted keys, exact numbers, and null for what is missing', () => {
		expect(firstLine('%p.big %p.null %p.bt %p.list %p.netlist %p.ip4', 'json', {}, ', tags: [z, a]')).toBe(
			'{"hostname":"HOST","message":"18446744073709551615 <NA> true (a,b) (<IPNET>,<IPNET>) 10.1.2.3",' +
				'"output":"22:13:20.123456789: Warning 18446744073709551615 <NA> true (a,b) (<IPNET>,<IPNET>) 10.1.2.3",' +
				'"output_fields":{"evt.time":1700000000123456789,"p.big":18446744073709551615,"p.bt":true,"p.ip4":"10.1.2.3",' +
				'"p.list":["a","b"],"p.netlist":["<IPNET>","<IPNET>"],"p.null":null},' +
				'"priority":"Warning","rule":"my \\"rule\\"","source":"probe_src","tags":["a","z"],"time":"2023-11-14T22:13:20.123456789Z"}',
		);
	});

	it('leave out what the switches turn off', () => {
		const only = (...include: ('message' | 'output' | 'output_fields' | 'tags')[]) =>
			Object.keys(object('x', { format: { include: new Set(include) } }));
		const always = ['hostname', 'priority', 'rule', 'source', 'time'];
		expect(only()).toEqual(always);
		expect(only('message')).toEqual([...always, 'message'].sort());
		expect(only('output', 'tags')).toEqual([...always, 'output', 'tags'].sort());
		expect(only('output_fields')).toEqual([...always, 'output_fields'].sort());
	});

	it('give every field that prints as a time as nanoseconds', () => {
		const text = firstLine('%evt.time.s %evt.datetime', 'json', { format: { time: 'iso' } });
		expect(text).toContain(
			'"output_fields":{"evt.datetime":1700000000123456789,"evt.time.iso8601":1700000000123456789,"evt.time.s":1700000000123456789}',
		);
		expect(text).toContain('"message":"22:13:20 2023-11-14 22:13:20.123456789"');
	});

	it('name the fields inside calls and with their arguments', () => {
		expect(object('%toupper(p.str) %p.key[a/b]').output_fields).toMatchObject({
			'p.str': 'Hello',
			'p.key[a/b]': 'key=a/b idx=18446744073709551615 present=1',
		});
	});

	it('replace bytes that are not UTF-8', () => {
		expect(object('%p.bad').output_fields['p.bad']).toBe('x\ufffd');
	});
});

describe('what the configuration appends', () => {
	const appendOutput: AppendOutput[] = [
		{
			match: {},
			extraOutput: 'more=%p.u64',
			suggestedOutput: true,
			extraFields: [
				{ kind: 'raw', name: 'p.ulist' },
				{ kind: 'raw', name: 'evt.time' },
				{ kind: 'formatted', name: 'label', format: '%p.str/%p.null' },
				{ kind: 'formatted', name: 'p.str', format: 'instead' },
			],
		},
	];

	it('is in the message', () => {
		expect(firstLine('%p.str', 'text', { appendOutput })).toBe(
			'22:13:20.123456789: Warning Hello more=42 p_last=lastval',
		);
	});

	it('is among the fields, where extra ones win', () => {
		const fields =
			'"evt.time":1700000000123456789,"label":"Hello/<NA>","p.last":"lastval","p.str":"instead","p.u64":42,"p.ulist":[1,2,3]';
		expect(firstLine('%p.str', 'json', { appendOutput })).toContain(`"output_fields":{${fields}}`);
	});
});
