import type { ByteText } from './byte-text.ts';

/** One step of a pattern: any run of bytes, or one byte out of a set (256 flags). */
type Step = 'star' | Uint8Array;

/** A compiled shell pattern: `fnmatch` without flags, over bytes (rules facts, section 1.5). */
export class GlobPattern {
	readonly #steps: readonly Step[];

	/** `foldCase` takes A to Z and a to z as the same, and no others. */
	constructor(pattern: ByteText, options: { readonly foldCase: boolean } = { foldCase: false }) {
		this.#steps = parseSteps(pattern, options.foldCase ? lowered : (byte) => byte);
	}

	/** Whether the whole range fits the pattern; `*` takes slashes and leading dots too. */
	matches(bytes: Uint8Array, start: number, end: number): boolean {
		const steps = this.#steps;
		let at = start;
		let next = 0;
		let retryAt = -1;
		let retryStep = 0;
		for (;;) {
			const step = steps[next];
			if (step === 'star') {
				next++;
				retryStep = next;
				retryAt = at;
			} else if (step !== undefined && at < end && step[bytes[at] as number] === 1) {
				next++;
				at++;
			} else if (step === undefined && at === end) {
				return true;
			} else if (retryAt >= 0 && retryAt < end) {
				// The last star takes one byte more. An earlier star need not be tried again.
				retryAt++;
				at = retryAt;
				next = retryStep;
			} else {
				return false;
			}
		}
	}
}

/** What no byte is in: a pattern that ends in a backslash fits nothing. */
const NONE = new Uint8Array(256);
const ANY = new Uint8Array(256).fill(1);

/** What bytes are compared by. */
type Fold = (byte: number) => number;

const lowered: Fold = (byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte);

/** The bytes between two, both included, as they are compared. */
function between(low: number, high: number, fold: Fold): Uint8Array {
	return Uint8Array.from({ length: 256 }, (_, byte) => (fold(byte) >= fold(low) && fold(byte) <= fold(high) ? 1 : 0));
}

function parseSteps(pattern: ByteText, fold: Fold): Step[] {
	const steps: Step[] = [];
	let at = 0;
	while (at < pattern.length) {
		const byte = pattern.charAt(at);
		const set = byte === '[' ? parseSet(pattern, at, fold) : undefined;
		if (set !== undefined) {
			steps.push(set.members);
			at = set.end;
			continue;
		}
		if (byte === '*') {
			if (steps.at(-1) !== 'star') steps.push('star');
		} else if (byte === '?') {
			steps.push(ANY);
		} else if (byte === '\\') {
			at++;
			steps.push(at < pattern.length ? between(pattern.charCodeAt(at), pattern.charCodeAt(at), fold) : NONE);
		} else {
			steps.push(between(byte.charCodeAt(0), byte.charCodeAt(0), fold));
		}
		at++;
	}
	return steps;
}

/** Members of the POSIX classes in the C locale. The C library folds no case for them. */
const CLASSES: Readonly<Record<string, RegExp>> = {
	alnum: /[0-9A-Za-z]/,
	alpha: /[A-Za-z]/,
	blank: /[ \t]/,
	// biome-ignore lint/suspicious/noControlCharactersInRegex: the class of control characters
	cntrl: /[\0-\x1f\x7f]/,
	digit: /[0-9]/,
	graph: /[!-~]/,
	lower: /[a-z]/,
	print: /[ -~]/,
	punct: /[!-/:-@[-`{-~]/,
	space: /[\t-\r ]/,
	upper: /[A-Z]/,
	xdigit: /[0-9A-Fa-f]/,
};

/** A bracket expression; `undefined` where it never closes, and the bracket is an ordinary byte. */
function parseSet(pattern: ByteText, open: number, fold: Fold): { members: Uint8Array; end: number } | undefined {
	const members = new Uint8Array(256);
	let at = open + 1;
	const isNegated = pattern.charAt(at) === '!' || pattern.charAt(at) === '^';
	if (isNegated) at++;
	const first = at;
	while (pattern.charAt(at) !== ']' || at === first) {
		if (at >= pattern.length) return undefined;
		const name = /^\[:([a-z]+):\]/.exec(pattern.slice(at, at + 12));
		if (name !== null) {
			const letters = CLASSES[name[1] ?? ''];
			if (letters === undefined) return { members: NONE, end: at + name[0].length };
			for (let byte = 0; byte < 256; byte++) if (letters.test(String.fromCharCode(byte))) members[byte] = 1;
			at += name[0].length;
			continue;
		}
		if (pattern.charAt(at) === '\\') at++;
		const low = pattern.charCodeAt(at);
		at++;
		let high = low;
		if (pattern.charAt(at) === '-' && at + 1 < pattern.length && pattern.charAt(at + 1) !== ']') {
			at += pattern.charAt(at + 1) === '\\' ? 2 : 1;
			high = pattern.charCodeAt(at);
			at++;
		}
		between(low, high, fold).forEach((isMember, byte) => {
			if (isMember === 1) members[byte] = 1;
		});
	}
	return { members: isNegated ? members.map((member) => 1 - member) : members, end: at + 1 };
}
