import type { EventBatch } from '../../../src/rules/fields/batch.ts';
import { EVENT_CLASS, eventFieldValue } from '../../../src/rules/fields/event-fields.ts';
import type { FieldClass, FieldRef } from '../../../src/rules/fields/field.ts';
import { type FieldValue, memoryBatch } from '../../../src/rules/fields/memory-batch.ts';
import { FieldTable } from '../../../src/rules/fields/table.ts';
import { encodeText } from '../../../src/rules/values/byte-text.ts';

// A made-up plugin with every type of field, a second one behind it, and three events.

const SHOP: FieldClass = {
	name: 'shop',
	fields: [
		{ name: 'shop.user', type: 'string', isList: false },
		{ name: 'shop.user.id', type: 'uint64', isList: false },
		{ name: 'shop.note', type: 'string', isList: false },
		{ name: 'shop.file', type: 'string', isList: false },
		{ name: 'shop.code', type: 'string', isList: false },
		{ name: 'shop.total', type: 'uint64', isList: false },
		{ name: 'shop.limit', type: 'uint64', isList: false },
		{ name: 'shop.at', type: 'abstime', isList: false },
		{ name: 'shop.took', type: 'reltime', isList: false },
		{ name: 'shop.paid', type: 'bool', isList: false },
		{ name: 'shop.odd', type: 'bool', isList: false },
		{ name: 'shop.ip', type: 'ipaddr', isList: false },
		{ name: 'shop.peer', type: 'ipaddr', isList: false },
		{ name: 'shop.broken', type: 'ipaddr', isList: false },
		{ name: 'shop.net', type: 'ipnet', isList: false },
		{ name: 'shop.net6', type: 'ipnet', isList: false },
		{ name: 'shop.tags', type: 'string', isList: true },
		{ name: 'shop.roles', type: 'string', isList: true },
		{ name: 'shop.args', type: 'string', isList: true },
		{ name: 'shop.sizes', type: 'uint64', isList: true },
		{ name: 'shop.flags', type: 'bool', isList: true },
		{ name: 'shop.hops', type: 'ipaddr', isList: true },
		{ name: 'shop.nets', type: 'ipnet', isList: true },
		{ name: 'shop.item', type: 'string', isList: false, argument: { isRequired: true, isIndex: true, isKey: false } },
		{ name: 'shop.head', type: 'string', isList: false, argument: { isRequired: false, isIndex: false, isKey: true } },
		{ name: 'shop.both', type: 'string', isList: false, argument: { isRequired: true, isIndex: true, isKey: true } },
	],
};

const LATER: FieldClass = {
	name: 'later',
	fields: [
		{ name: 'shop.user.name', type: 'string', isList: false },
		{ name: 'later.user', type: 'string', isList: false },
	],
};

/** The fields of the source, the later plugin behind the shop. */
export function shopFields(): FieldTable {
	return new FieldTable([EVENT_CLASS, SHOP, LATER]);
}

const bytes = (...values: number[]) => Uint8Array.from(values);
const local6 = bytes(0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0a);

const FIRST: Record<string, FieldValue> = {
	'shop.user': 'Anna Smith',
	'shop.user.id': 1001n,
	'shop.note': encodeText('naïve "quote"\nline'),
	'shop.file': '/srv/data/2024/report.csv',
	'shop.code': 'U2VjcmV0',
	'shop.total': 250n,
	'shop.limit': 9007199254740993n,
	'shop.at': 1650000000000000001n,
	'shop.took': 5000000000n,
	'shop.paid': true,
	'shop.odd': 7n,
	'shop.ip': bytes(192, 0, 2, 33),
	'shop.peer': local6,
	'shop.broken': bytes(1, 2),
	'shop.net': bytes(172, 16, 200, 1),
	'shop.net6': local6,
	'shop.tags': ['red', 'green', 'red'],
	'shop.roles': ['Admin'],
	'shop.args': ['-v', '-ofile', '-n', '5', '-z', '--', '-x'],
	'shop.sizes': [10n, 20n],
	'shop.flags': [true, true],
	'shop.hops': [bytes(192, 0, 2, 1), local6],
	'shop.nets': [bytes(10, 0, 0, 1), bytes(10, 255, 0, 1)],
};
const SECOND: Record<string, FieldValue> = {
	'shop.user': '',
	'shop.total': 0n,
	'shop.tags': ['blue'],
	'shop.paid': false,
};

/** Three events: one with a value everywhere, one with few values, one with none. */
export function shopEvents(fields: FieldTable): EventBatch {
	const values = [FIRST, SECOND, {}].map((event, index) => (ref: FieldRef): FieldValue | undefined => {
		if (ref.owner === EVENT_CLASS) return eventFieldValue(ref.definition.name, { ...FACTS, number: BigInt(index + 1) });
		const { argument, definition } = ref;
		if (definition.argument !== undefined) return `${argument?.index ?? '-'}/${argument?.key ?? '-'}`;
		return (event as Record<string, FieldValue>)[definition.name];
	});
	return memoryBatch(fields.refs, values);
}

const FACTS = {
	number: 1n,
	timestamp: 1650000003000000042n,
	firstTimestamp: 1650000000000000000n,
	source: 'shop',
	pluginName: 'shop',
	pluginInfo: () => undefined,
	asyncName: undefined,
	hostname: 'desk',
	zone: { offsetSeconds: 7200 },
};
