import { describe, expect, it } from 'vitest';
import { compileAlert } from '../../../../src/rules/output/alert.ts';
import { findRelease } from '../../../../src/rules/release.ts';
import { probeEvent, probeFields } from '../probe-events.ts';

const TIMESTAMP = 1700000000123456789n;

function alert(output: string, options: { version?: string; isIsoTime?: boolean; include?: string[] } = {}) {
	const fields = probeFields();
	const compiled = compileAlert(
		{ name: 'quoted', source: 'probe_src', priority: 'Notice', tags: ['b', 'a', 'b'], output },
		{
			release: findRelease(options.version ?? '0.44.1'),
			isIsoTime: options.isIsoTime ?? false,
			hostname: 'HOST',
			include: new Set((options.include ?? ['message', 'output', 'output_fields', 'tags']) as 'message'[]),
		},
		fields,
	);
	if (compiled.kind === 'error') throw new Error(compiled.explanation);
	const event = probeEvent(fields);
	return { text: compiled.text(event, 0), json: compiled.json(event, 0, TIMESTAMP) };
}

describe('compileAlert', () => {
	// The last rule of ../shared/data/oracle/alerts.txt, recorded on the development build.
	const output = 'q=%p.quote t=%evt.time n=%evt.num %p.last';

	it('prints the line as it is in 0.44 and JSON-escaped in 0.45', () => {
		const tail = 't=22:13:20.123456789 n=1 lastval';
		expect(alert(output).text).toBe(`22:13:20.123456789: Notice q=a"b\\c\nd ${tail}`);
		expect(alert(output, { version: '0.45' }).text).toBe(`22:13:20.123456789: Notice q=a\\"b\\\\c\\nd ${tail}`);
		expect(alert('%p.bad').text).toBe('22:13:20.123456789: Notice x\xff');
		expect(alert('%p.bad', { version: '0.45' }).text).toBe('22:13:20.123456789: Notice x\xef\xbf\xbd');
	});

	it('gives the JSON object that Falco gives, key by key', () => {
		const line = 'q=a\\"b\\\\c\\nd t=22:13:20.123456789 n=1 lastval';
		expect(alert(output).json).toBe(
			`{"hostname":"HOST","message":"${line}","output":"22:13:20.123456789: Notice ${line}",` +
				'"output_fields":{"evt.num":1,"evt.time":1700000000123456789,"p.last":"lastval","p.quote":"a\\"b\\\\c\\nd"},' +
				'"priority":"Notice","rule":"quoted","source":"probe_src","tags":["a","b"],' +
				'"time":"2023-11-14T22:13:20.123456789Z"}',
		);
	});

	it('leaves out what is not asked for, and never drops an alert for a missing value', () => {
		expect(alert('%p.null', { include: [] }).json).toBe(
			'{"hostname":"HOST","priority":"Notice","rule":"quoted","source":"probe_src","time":"2023-11-14T22:13:20.123456789Z"}',
		);
		expect(alert('%p.null').text).toBe('22:13:20.123456789: Notice <NA>');
	});

	it('takes the ISO time in the prefix where falco.yaml asks for it', () => {
		const { text, json } = alert('t=%evt.time', { isIsoTime: true });
		expect(text).toBe('2023-11-14T22:13:20.123456789+0000: Notice t=22:13:20.123456789');
		expect(json).toContain('"output_fields":{"evt.time":1700000000123456789,"evt.time.iso8601":1700000000123456789}');
	});
});
