import type { WriteStream } from 'node:tty';
import type { TextOptions } from '../report/text.ts';

const PLAIN_WIDTH = 120;
const WIDEST = 140;

/** Colour and width for a stream: plain and 120 columns where it is no terminal. Honours NO_COLOR and FORCE_COLOR. */
export function terminalText(stream: NodeJS.WriteStream | WriteStream): TextOptions {
	const tty = stream.isTTY === true;
	const forced = process.env.FORCE_COLOR !== undefined && process.env.FORCE_COLOR !== '0';
	const refused = process.env.NO_COLOR !== undefined && process.env.NO_COLOR !== '';
	return {
		color: forced || (tty && !refused && stream.hasColors?.() !== false),
		width: tty ? Math.min(Math.max(stream.columns ?? PLAIN_WIDTH, 60), WIDEST) : PLAIN_WIDTH,
	};
}
