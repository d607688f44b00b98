import { visibleLine } from '../protocol/visible-text.ts';
import { SeededRandom } from './seeded-random.ts';

/** A text that a user could give by mistake or worse, and what it is in words. */
export interface HostileText {
	text: string | Buffer;
	name: string;
}

const MIB = 1024 * 1024;
const MUTATIONS = 16;

/** Bytes without a zero, which ends a text. */
function textBytes(random: SeededRandom, length: number): Buffer {
	return random.bytes(length).map((byte) => byte || 1) as Buffer;
}

/** Texts that suit neither configuration nor parameters. */
export function hostileTexts(seed: number): HostileText[] {
	const random = new SeededRandom(seed);
	return [
		{ name: 'the empty text', text: '' },
		{ name: 'a space', text: ' ' },
		{ name: '"{"', text: '{' },
		{ name: '"null"', text: 'null' },
		{ name: '"[]"', text: '[]' },
		{ name: 'a number', text: '-1e999' },
		{ name: 'a text of 300 bytes', text: 'a'.repeat(300) },
		{ name: 'conversions of printf', text: '%s%n%x%s%n' },
		{ name: 'bytes that are no UTF-8', text: Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80]) },
		{ name: '64 random bytes', text: textBytes(random, 64) },
		{ name: '4096 random bytes', text: textBytes(random, 4_096) },
		{ name: 'a text of 1 MiB', text: 'A'.repeat(MIB) },
	];
}

/** Small changes of a text: bytes replaced, left out, repeated, and the end cut off. */
export function mutationsOf(given: string, seed: number): HostileText[] {
	const random = new SeededRandom(seed);
	const bytes = Buffer.from(given);
	if (bytes.length === 0) return [];
	return Array.from({ length: MUTATIONS }, () => {
		const at = random.below(bytes.length);
		const mutated = mutate(bytes, at, random);
		return { name: `a mutation of the given text: "${visibleLine(mutated.toString('latin1'), 80)}"`, text: mutated };
	});
}

function mutate(bytes: Buffer, at: number, random: SeededRandom): Buffer {
	const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + 1)];
	switch (random.below(4)) {
		case 0:
			return Buffer.concat([before, Buffer.from([random.below(255) + 1]), after]);
		case 1:
			return Buffer.concat([before, after]);
		case 2:
			return Buffer.concat([before, Buffer.alloc(64, bytes[at]), after]);
		default:
			return Buffer.from(before);
	}
}
