import { describe, expect, it } from 'vitest';
import { EVENT_CLASS, eventFieldValue, printPayload } from '../../../../src/rules/fields/event-fields.ts';
import { UTC } from '../../../../src/rules/values/time.ts';

describe('the evt class', () => {
	const event = {
		number: 3n,
		timestamp: 5_000_000_007n,
		firstTimestamp: 2_000_000_000n,
		source: 'shop',
		pluginName: undefined,
		pluginInfo: () => 'said',
		asyncName: 'notice',
		hostname: 'desk',
		zone: UTC,
	};

	it('has exactly the fields of plugin sources (section 4)', () => {
		expect(EVENT_CLASS.fields.map(({ name }) => name.slice('evt.'.length)).join(' ')).toBe(
			'num time time.s time.iso8601 datetime datetime.s rawtime rawtime.s rawtime.ns reltime reltime.s reltime.ns ' +
				'pluginname plugininfo source is_async asynctype hostname',
		);
	});

	it.each([
		['evt.reltime', 3_000_000_007n],
		['evt.reltime.s', 3n],
		['evt.reltime.ns', 7n],
		['evt.is_async', true],
		['evt.asynctype', 'notice'],
		['evt.pluginname', undefined],
		['evt.plugininfo', 'said'],
		['evt.datetime', '1970-01-01 00:00:05.000000007'],
	])('%s', (name, value) => {
		expect(eventFieldValue(name, event)).toEqual(value);
	});

	it('describes a payload whose plugin does not', () => {
		expect(printPayload('{"x":1}')).toBe('datalen=7 data={"x":1}');
		expect(printPayload('a'.repeat(51))).toBe(`datalen=51 data=${'a'.repeat(50)}...`);
		expect(printPayload('a\x00b')).toBe('datalen=3 data=<binary>');
	});
});
