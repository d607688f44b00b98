import { describe, expect, it } from 'vitest';
import { EVENT_CLASS } from '../../../../src/rules/fields/event-fields.ts';
import { staticClass, staticFieldValue } from '../../../../src/rules/fields/static-fields.ts';
import { FieldTable } from '../../../../src/rules/fields/table.ts';
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
