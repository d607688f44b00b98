/** A pattern for re2js that means what the given one means in RE2's POSIX mode, or why RE2 refuses it. */
export type TranslatedRegex =
	| { readonly kind: 'regex'; readonly source: string }
	| { readonly kind: 'error'; readonly message: string };

const REPEAT = /[*+?]|\{[0-9]+(?:,[0-9]*)?\}/y;
const ESCAPE = /\\(?:x[0-9A-Fa-f]{2}|x\{[0-9A-Fa-f]+\}|[1-7][0-7]{1,2}|0[0-7]{0,2}|.?)/suy;
const MAX_NESTING = 250;

/**
 * re2js reads Perl syntax. POSIX mode knows less of it: no `(?`, no escapes of letters except the C ones, hexadecimal
 * and octal; and repetition operators stack (`a**`, and `a+?` is an optional `a+`), where Perl has other meanings.
 */
export function translatePosix(pattern: string): TranslatedRegex {
	const source: string[] = [];
	/** Where in `source` each open group began. */
	const groups: number[] = [];
	let at = 0;
	while (at < pattern.length) {
		const from = source.length;
		const byte = pattern.charAt(at);
		let atom = from;
		REPEAT.lastIndex = at;
		const repeat = REPEAT.exec(pattern)?.[0];
		if (repeat !== undefined) return refuse(`no argument for repetition operator: ${repeat}`);
		if (byte === '(') {
			if (pattern.charAt(at + 1) === '?') return refuse('missing argument to repetition operator: ?');
			if (groups.length >= MAX_NESTING) return refuse('expression nests too deeply');
			groups.push(from);
			source.push(byte);
			at++;
			continue;
		}
		if (byte === ')') {
			atom = groups.pop() ?? -1;
			if (atom < 0) return refuse('unexpected )');
			source.push(byte);
			at++;
		} else {
			const length = atomLength(pattern, at);
			const fault = escapeFault(pattern.slice(at, at + length));
			if (fault !== undefined) return refuse(`invalid escape sequence: ${fault}`);
			if (byte === '[' && hasStrayDash(pattern.slice(at, at + length))) {
				return refuse(`invalid character class range in ${pattern.slice(at, at + length)}`);
			}
			source.push(pattern.slice(at, at + length));
			at += length;
			if (byte === '|') continue;
		}
		at = takeRepeats(pattern, at, source, atom);
	}
	return { kind: 'regex', source: source.join('') };
}

/** Puts the repetition operators behind an atom, each around what is there when it is not the first. */
function takeRepeats(pattern: string, from: number, source: string[], atom: number): number {
	let at = from;
	for (let count = 0; ; count++) {
		REPEAT.lastIndex = at;
		const repeat = REPEAT.exec(pattern)?.[0];
		if (repeat === undefined) return at;
		if (count > 0) source.splice(atom, source.length - atom, `(?:${source.slice(atom).join('')})`);
		source.push(repeat);
		at += repeat.length;
	}
}

/** How many characters the bracket expression, the escape or the single character here takes. */
function atomLength(pattern: string, at: number): number {
	const byte = pattern.charAt(at);
	if (byte === '\\') return escapeAt(pattern, at).length;
	if (byte !== '[') return String.fromCodePoint(pattern.codePointAt(at) ?? 0).length;
	let end = at + 1;
	if (pattern.charAt(end) === '^') end++;
	const first = end;
	while (end < pattern.length && (pattern.charAt(end) !== ']' || end === first)) {
		const name = /^\[:[^\]]*:\]/.exec(pattern.slice(end, end + 16));
		end += name?.[0].length ?? (pattern.charAt(end) === '\\' ? escapeAt(pattern, end).length : 1);
	}
	return Math.min(end + 1, pattern.length) - at;
}

/** Whether a dash in a bracket expression is neither its first nor its last character nor between two: no Perl, no use. */
function hasStrayDash(set: string): boolean {
	const first = set.charAt(1) === '^' ? 2 : 1;
	let at = first;
	while (at < set.length - 1) {
		if (set.charAt(at) === '-' && at > first && at < set.length - 2) return true;
		const name = /^\[:[^\]]*:\]/.exec(set.slice(at, at + 16));
		if (name !== null) {
			at += name[0].length;
			continue;
		}
		at += memberLength(set, at);
		if (set.charAt(at) === '-' && at < set.length - 2) at += 1 + memberLength(set, at + 1);
	}
	return false;
}

function memberLength(set: string, at: number): number {
	return set.charAt(at) === '\\' ? escapeAt(set, at).length : 1;
}

function escapeAt(pattern: string, at: number): string {
	ESCAPE.lastIndex = at;
	return ESCAPE.exec(pattern)?.[0] ?? '\\';
}

/** The first escape in an atom that RE2 refuses in POSIX mode: letters have Perl meanings, one digit is a back reference. */
function escapeFault(atom: string): string | undefined {
	for (let at = atom.indexOf('\\'); at >= 0; at = atom.indexOf('\\', at)) {
		const escaped = escapeAt(atom, at);
		const isKnown = /^\\(?:[afnrtv]$|x.|[0-7][0-7]|0$|[^A-Za-z0-9]|$)/u.test(escaped);
		if (!isKnown) return escaped;
		at += escaped.length;
	}
	return undefined;
}

function refuse(message: string): TranslatedRegex {
	return { kind: 'error', message };
}
