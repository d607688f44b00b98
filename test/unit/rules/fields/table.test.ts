import { describe, expect, it } from 'vitest';
import { EVENT_CLASS, eventFieldValue, printPayload } from '../../../../src/rules/fields/event-fields.ts';
import { memoryBatch } from '../../../../src/rules/fields/memory-batch.ts';
import { staticClass, staticFieldValue } from '../../../../src/rules/fields/static-fields.ts';
import { FieldTable } from '../../../../src/rules/fields/table.ts';
import { suggestedOutput } from '../../../../src/rules/output/suggested-output.ts';
import { UTC } from '../../../../src/rules/values/time.ts';
import { shopFields } from '../shop-events.ts';

describe('FieldTable', () => {
	it('numbers what was found, each text once', () => {
		const fields = shopFields();
		const slots = ['shop.user', 'shop.head[a]', 'shop.user', 'shop.nope', 'shop.head[b]', 'evt.num'].map((text) => {
			const found = fields.lookup(text);
			return found.kind === 'found' ? found.ref.slot : undefined;
		});
		expect(slots).toEqual([0, 1, 0, undefined, 2, 3]);
		expect(fields.refs.map(({ text }) => text)).toEqual(['shop.user', 'shop.head[a]', 'shop.head[b]', 'evt.num']);
	});

	it('looks without taking a slot', () => {
		const fields = shopFields();
		expect([fields.has('shop.user'), fields.has('shop.users'), fields.has('shop.item')]).toEqual([true, false, false]);
		expect(fields.refs).toEqual([]);
	});

	it('tells the plugin of index and key as Falco does, and where the field stands in get_fields', () => {
		const fields = shopFields();
		expect(fields.lookup('shop.both[7]')).toMatchObject({ ref: { fieldId: 25, argument: { index: 7n, key: '7' } } });
		expect(fields.lookup('shop.item[7]')).toMatchObject({ ref: { argument: { index: 7n, key: undefined } } });
		expect(fields.lookup('shop.head')).toMatchObject({ ref: { argument: undefined } });
	});

	it('stops at the first class that owns a prefix of the text', () => {
		const a = { name: 'a', fields: [{ name: 'p.str', type: 'string' as const, isList: false }] };
		const b = { name: 'b', fields: [{ name: 'p.str.zz', type: 'string' as const, isList: false }] };
		expect(new FieldTable([a, b]).lookup('p.str.zz').kind).toBe('unknown');
		expect(new FieldTable([b, a]).lookup('p.str.zz').kind).toBe('found');
		expect(new FieldTable([b, a]).lookup('p.str').kind).toBe('found');
	});

	it('takes no arguments for built-in fields', () => {
		const fields = new FieldTable([EVENT_CLASS, staticClass(['zone'])]);
		expect(fields.lookup('static.zone').kind).toBe('found');
		expect(fields.lookup('static.zone[1]').kind).toBe('unknown');
		expect(staticFieldValue('static.zone', { zone: 'é' })).toBe('\xc3\xa9');
		expect(staticFieldValue('static.other', { zone: 'é' })).toBeUndefined();
	});
});

describe('memoryBatch', () => {
	it('refuses values that do not fit the type', () => {
		const fields = shopFields();
		fields.lookup('shop.total');
		expect(() => memoryBatch(fields.refs, [() => 'text'])).toThrow(/a number expected/);
		expect(() => memoryBatch(fields.refs, [() => [1n]])).toThrow(/a list/);
		fields.lookup('shop.user');
		expect(() => memoryBatch(fields.refs.slice(1), [() => 5n])).toThrow(/bytes expected/);
	});
});

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

describe('suggestedOutput', () => {
	it('names every field that asks for it, with underscores for dots', () => {
		const fields = [
			{ name: 'p.a.b', type: 'string' as const, isList: false, addOutput: true },
			{ name: 'p.c', type: 'string' as const, isList: false },
		];
		expect(suggestedOutput([staticClass(['zone']), { name: 'p', fields }])).toBe(
			'static_zone=%static.zone p_a_b=%p.a.b',
		);
		expect(suggestedOutput([EVENT_CLASS])).toBe('');
	});
});
