import { encodeEvent } from './event.ts';
import type { EventParam, EventType } from './event-types.ts';

/** Bytes of the parameter types that have one size; those that are not here have any length, also none. */
const SIZES: Readonly<Record<string, number>> = {
	fd: 8,
	errno: 8,
	pid: 8,
	int64: 8,
	uint64: 8,
	reltime: 8,
	abstime: 8,
	uint32: 4,
	int32: 4,
	flags32: 4,
	enumflags32: 4,
	uid: 4,
	gid: 4,
	fd32: 4,
	pid32: 4,
	mode: 4,
	sigset: 4,
	ipv4addr: 4,
	uint16: 2,
	int16: 2,
	flags16: 2,
	enumflags16: 2,
	port: 2,
	syscallid: 2,
	uint8: 1,
	flags8: 1,
	enumflags8: 1,
	sigtype: 1,
	ipv6addr: 16,
};
const TEXTS = new Set(['charbuf', 'fspath', 'fsrelpath', 'charbufarray', 'charbuf_pair_array']);
/** As long as a 16-bit length word allows all together in an event of few parameters. */
const LONG = 60_000;

/** How the parameters of a generated event are filled, at its limits; each is valid in the eyes of Falco. */
export const FILLINGS = ['empty', 'zero', 'long'] as const;
export type Filling = (typeof FILLINGS)[number] | 'usual';

/** What drivers write every day, by type; a number of another type is 1. */
const USUAL_TEXTS: Readonly<Record<string, string>> = {
	charbuf: 'synthetic\0',
	fspath: '/tmp/synthetic\0',
	fsrelpath: '/tmp/synthetic\0',
	charbufarray: 'synthetic\0--flag\0',
	charbuf_pair_array: 'KEY\0value\0',
	bytebuf: 'synthetic',
};
const USUAL_NUMBERS: Readonly<Record<string, number>> = { fd: 3, errno: 0, pid: 1, port: 80 };

function usualParam(type: string): Uint8Array {
	const size = SIZES[type];
	if (size === undefined) return Buffer.from(USUAL_TEXTS[type] ?? '', 'latin1');
	const bytes = new Uint8Array(size);
	bytes[0] = USUAL_NUMBERS[type] ?? 1;
	return bytes;
}

function paramOf({ type }: EventParam, filling: Filling): Uint8Array {
	if (filling === 'usual') return usualParam(type);
	const size = SIZES[type];
	// An empty parameter is how drivers write a value that they could not read.
	if (filling === 'empty') return new Uint8Array(0);
	if (size !== undefined) return new Uint8Array(size).fill(filling === 'long' ? 0xff : 0);
	const text = new Uint8Array(filling === 'long' ? LONG : 1);
	if (filling === 'long') text.fill(0x41, 0, LONG - (TEXTS.has(type) ? 1 : 0));
	return TEXTS.has(type) || filling === 'long' ? text : new Uint8Array(0);
}

/** A valid event of a type, with parameters as the event table has them. */
export function sampleEvent({ code, params }: EventType, filling: Filling): Uint8Array {
	return encodeEvent({
		ts: 1_700_000_000_000_000_000n,
		tid: 1n,
		type: code,
		params: params.map((param) => paramOf(param, filling)),
	});
}
