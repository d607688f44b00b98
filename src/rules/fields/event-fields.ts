import type { ByteText } from '../values/byte-text.ts';
import { printClock, printDate, type TimeZone, UTC } from '../values/time.ts';
import type { ValueType } from '../values/value-type.ts';
import type { FieldClass } from './field.ts';
import type { FieldValue } from './memory-batch.ts';

/** What the built-in fields tell of an event. */
export interface EventFacts {
	/** Counts the events of the stream, async ones too, from 1. */
	readonly number: bigint;
	/** Nanoseconds since the epoch. */
	readonly timestamp: bigint;
	/** The timestamp of the first event of the stream that is not async. */
	readonly firstTimestamp: bigint;
	readonly source: ByteText;
	/** The source plugin's name; `undefined` on async events. */
	readonly pluginName: ByteText | undefined;
	/** What the plugin's event-to-string says, or its stand-in (`printPayload`). */
	readonly pluginInfo: () => ByteText | undefined;
	/** The name of an async event; `undefined` for all others. */
	readonly asyncName: ByteText | undefined;
	readonly hostname: ByteText;
	/** The zone that local times are printed in. Falco takes the offset of now, not that of the event. */
	readonly zone: TimeZone;
}

const SECOND = 1_000_000_000n;

/** The fields of the `evt` class that events of plugins have (rules facts, section 4), with where the value comes from. */
const FIELDS: Readonly<Record<string, { type: ValueType; value: (event: EventFacts) => FieldValue | undefined }>> = {
	'evt.num': { type: 'uint64', value: (event) => event.number },
	'evt.time': { type: 'string', value: ({ timestamp, zone }) => printClock(timestamp, zone, 'nanoseconds') },
	'evt.time.s': { type: 'string', value: ({ timestamp, zone }) => printClock(timestamp, zone, 'seconds') },
	'evt.time.iso8601': {
		type: 'string',
		value: ({ timestamp }) => `${printDate(timestamp, UTC)}T${printClock(timestamp, UTC, 'nanoseconds')}+0000`,
	},
	'evt.datetime': {
		type: 'string',
		value: ({ timestamp, zone }) => `${printDate(timestamp, zone)} ${printClock(timestamp, zone, 'nanoseconds')}`,
	},
	'evt.datetime.s': {
		type: 'string',
		value: ({ timestamp, zone }) => `${printDate(timestamp, zone)} ${printClock(timestamp, zone, 'seconds')}`,
	},
	'evt.rawtime': { type: 'abstime', value: ({ timestamp }) => timestamp },
	'evt.rawtime.s': { type: 'abstime', value: ({ timestamp }) => timestamp / SECOND },
	'evt.rawtime.ns': { type: 'abstime', value: ({ timestamp }) => timestamp % SECOND },
	'evt.reltime': { type: 'reltime', value: (event) => sinceFirst(event) },
	'evt.reltime.s': { type: 'reltime', value: (event) => sinceFirst(event) / SECOND },
	'evt.reltime.ns': { type: 'reltime', value: (event) => sinceFirst(event) % SECOND },
	'evt.pluginname': { type: 'string', value: (event) => event.pluginName },
	'evt.plugininfo': { type: 'string', value: (event) => event.pluginInfo() },
	'evt.source': { type: 'string', value: (event) => event.source },
	'evt.is_async': { type: 'bool', value: (event) => event.asyncName !== undefined },
	'evt.asynctype': { type: 'string', value: (event) => event.asyncName },
	'evt.hostname': { type: 'string', value: (event) => event.hostname },
};

/** The class that comes first in every lookup. */
export const EVENT_CLASS: FieldClass = {
	name: 'evt',
	isBuiltIn: true,
	fields: Object.entries(FIELDS).map(([name, { type }]) => ({ name, type, isList: false })),
};

/** The value of a field of the `evt` class; `undefined` where the event has none. */
export function eventFieldValue(name: string, event: EventFacts): FieldValue | undefined {
	const field = FIELDS[name];
	if (field === undefined) throw new Error(`no field ${name} in the evt class`);
	return field.value(event);
}

/** The fields that print as times and stand for the timestamp, in nanoseconds, in JSON (rules facts, section 3.2). */
export const TIME_FIELDS: ReadonlySet<string> = new Set([
	'evt.time',
	'evt.time.s',
	'evt.time.iso8601',
	'evt.datetime',
	'evt.datetime.s',
]);

/** The number fields that print with nine digits at least (rules facts, section 3.1). */
export const NINE_DIGIT_FIELDS: ReadonlySet<string> = new Set(['evt.rawtime.ns', 'evt.reltime', 'evt.reltime.ns']);

const SHOWN_PAYLOAD = 50;

/** What `evt.plugininfo` says of an event whose plugin says nothing: the length and the first bytes of the payload. */
export function printPayload(payload: ByteText): ByteText {
	const start = payload.slice(0, SHOWN_PAYLOAD);
	const isText = /^[\t\n\r\x20-\x7e]*$/.test(start);
	const ellipsis = payload.length > SHOWN_PAYLOAD ? '...' : '';
	return `datalen=${payload.length} data=${isText ? start + ellipsis : '<binary>'}`;
}

function sinceFirst({ timestamp, firstTimestamp }: EventFacts): bigint {
	return timestamp > firstTimestamp ? timestamp - firstTimestamp : 0n;
}
