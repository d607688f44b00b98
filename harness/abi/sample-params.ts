import { encodeEvent } from './event.ts';
import type { EventParam, EventType } from './event-types.ts';
import { PARAM_SIZES, TEXT_PARAMS } from './param-sizes.ts';

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
	const size = PARAM_SIZES[type];
	if (size === undefined) return Buffer.from(USUAL_TEXTS[type] ?? '', 'latin1');
	const bytes = new Uint8Array(size);
	bytes[0] = USUAL_NUMBERS[type] ?? 1;
	return bytes;
}

function paramOf({ type }: EventParam, filling: Filling): Uint8Array {
	if (filling === 'usual') return usualParam(type);
	const size = PARAM_SIZES[type];
	// An empty parameter is how drivers write a value that they could not read.
	if (filling === 'empty') return new Uint8Array(0);
	if (size !== undefined) return new Uint8Array(size).fill(filling === 'long' ? 0xff : 0);
	const text = new Uint8Array(filling === 'long' ? LONG : 1);
	if (filling === 'long') text.fill(0x41, 0, LONG - (TEXT_PARAMS.has(type) ? 1 : 0));
	return TEXT_PARAMS.has(type) || filling === 'long' ? text : new Uint8Array(0);
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
