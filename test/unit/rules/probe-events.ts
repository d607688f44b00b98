import type { EventBatch, FieldColumn } from '../../../src/rules/fields/batch.ts';
import { EVENT_CLASS, eventFieldValue } from '../../../src/rules/fields/event-fields.ts';
import type { FieldClass, FieldDefinition, FieldRef } from '../../../src/rules/fields/field.ts';
import { type FieldValue, memoryColumn } from '../../../src/rules/fields/memory-batch.ts';
import { FieldTable } from '../../../src/rules/fields/table.ts';
import { UTC } from '../../../src/rules/values/time.ts';

// The plugin on which the real engine's answers were recorded (rules facts, section 8.4), with its one event.

type Entry = Omit<FieldDefinition, 'name'> & { value: (ref: FieldRef, calls: number) => FieldValue | undefined };

const scalar = (type: FieldDefinition['type'], value: FieldValue | undefined): Entry => ({
	type,
	isList: false,
	value: () => value,
});
const list = (type: FieldDefinition['type'], value: FieldValue | undefined): Entry => ({
	type,
	isList: true,
	value: () => value,
});
const described = (isRequired: boolean, isIndex: boolean, isKey: boolean): Entry => ({
	type: 'string',
	isList: false,
	argument: { isRequired, isIndex, isKey },
	value: ({ argument }) =>
		`key=${argument?.key ?? '(null)'} idx=${argument?.index ?? 2n ** 64n - 1n} present=${argument === undefined ? 0 : 1}`,
});
const address = (...bytes: number[]) => Uint8Array.from(bytes);
const addresses = [address(10, 1, 2, 3), address(192, 168, 0, 1)];

const ENTRIES: Record<string, Entry> = {
	'p.str': scalar('string', 'Hello'),
	'p.empty': scalar('string', ''),
	'p.null': scalar('string', undefined),
	'p.fail': scalar('string', undefined),
	'p.u64': scalar('uint64', 42n),
	'p.bt': scalar('bool', true),
	'p.bf': scalar('bool', false),
	'p.ip4': scalar('ipaddr', address(10, 1, 2, 3)),
	'p.ip6': scalar('ipaddr', address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)),
	'p.net4': scalar('ipnet', address(10, 1, 2, 3)),
	'p.abst': scalar('abstime', 1700000000123456789n),
	'p.relt': scalar('reltime', 1500n),
	'p.list': list('string', ['a', 'b']),
	'p.list1': list('string', ['a']),
	'p.listempty': list('string', undefined),
	'p.ulist': list('uint64', [1n, 2n, 3n]),
	'p.iplist': list('ipaddr', addresses),
	'p.key': described(true, false, true),
	'p.idx': described(false, true, false),
	'p.both': described(false, true, true),
	'p.str.sub': scalar('string', 'sub'),
	'p.calls': { type: 'uint64', isList: false, value: (_, calls) => BigInt(calls) },
	'p.path': scalar('string', '/opt/dir/sub/f.txt'),
	'p.b64': scalar('string', 'aGVsbG8'),
	'p.utf': scalar('string', 'caf\xc3\xa9'),
	'p.bad': scalar('string', 'x\xff'),
	'p.long': scalar('string', 'a'.repeat(300)),
	'p.snum': scalar('string', '42'),
	'p.b2': scalar('bool', 2n),
	'p.netlist': list('ipnet', addresses),
	'p.ipbad': scalar('ipaddr', address(1, 2, 3, 4, 5)),
	'p.big': scalar('uint64', 2n ** 64n - 1n),
	'p.quote': scalar('string', 'a"b\\c\nd'),
	'p.upperlist': list('string', ['A', 'B']),
	'p.last': { ...scalar('string', 'lastval'), addOutput: true },
};

const PROBE: FieldClass = {
	name: 'probe',
	fields: Object.entries(ENTRIES).map(([name, { value: _, ...definition }]) => ({ name, ...definition })),
};

/** The fields that rules of the source `probe_src` see. */
export function probeFields(): FieldTable {
	return new FieldTable([EVENT_CLASS, PROBE]);
}

/** The event, whose fields are extracted when they are first read, once each, as Falco does within a rule. */
export function probeEvent(fields: FieldTable): EventBatch {
	let calls = 0;
	const extracted = new Map<number, FieldColumn>();
	const extract = (ref: FieldRef): FieldValue | undefined => {
		if (ref.owner === EVENT_CLASS) return eventFieldValue(ref.definition.name, EVENT);
		calls++;
		return ENTRIES[ref.definition.name]?.value(ref, calls);
	};
	const columns = new Proxy<FieldColumn[]>([], {
		get(_, slot) {
			const ref = fields.refs[Number(slot)];
			if (ref === undefined) return undefined;
			const column = extracted.get(ref.slot) ?? memoryColumn(ref, [extract(ref)]);
			extracted.set(ref.slot, column);
			return column;
		},
	});
	return { size: 1, columns };
}

const EVENT = {
	number: 1n,
	timestamp: 1700000000123456789n,
	firstTimestamp: 1700000000123456789n,
	source: 'probe_src',
	pluginName: 'probe',
	pluginInfo: () => 'evt string',
	asyncName: undefined,
	hostname: 'HOST',
	zone: UTC,
};
