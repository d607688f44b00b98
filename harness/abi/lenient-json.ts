/** A JSON value as Falco's parser sees it: numbers keep their text, objects their members with the last of equal keys. */
export type HostJson =
	| { type: 'null' }
	| { type: 'boolean'; value: boolean }
	| { type: 'number'; text: string }
	| { type: 'string'; value: string }
	| { type: 'array'; items: readonly HostJson[] }
	| HostObject;

export interface HostObject {
	type: 'object';
	members: ReadonlyMap<string, HostJson>;
	/** Keys that were given more than once; the last value is the one in `members`. */
	repeated: readonly string[];
}

export type HostParse =
	| { kind: 'value'; value: HostJson }
	/** `line` and `column` count from 1. */
	| { kind: 'refused'; message: string; line: number; column: number };

/** Deeper nesting makes jsoncpp throw (`stackLimit_g`). */
const MAX_DEPTH = 1000;

/**
 * Parses text as Falco does: jsoncpp 1.9.5, legacy `Json::Reader` with its default features (facts/abi.md 4.4). Beyond
 * JSON it accepts comments, anything after the first value, control characters in strings, leading zeros, `-.5`, and
 * repeated keys; it refuses trailing commas, single quotes, NaN and empty text.
 */
export function parseAsHost(text: string): HostParse {
	const reader = new Reader(text);
	try {
		return { kind: 'value', value: reader.readValue(1) };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const before = text.slice(0, error.position).split('\n');
		return {
			kind: 'refused',
			message: error.message,
			line: before.length,
			column: (before.at(-1)?.length ?? 0) + 1,
		};
	}
}

class Refusal extends Error {
	readonly position: number;
	constructor(message: string, position: number) {
		super(message);
		this.position = position;
	}
}

type Kind = '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'number' | 'word' | 'comment' | 'end' | 'error';
interface Token {
	kind: Kind;
	start: number;
	text: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
	'"': '"',
	'/': '/',
	'\\': '\\',
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
};

/** Everything from the current position, sticky; a token that matches none of them is an error. */
const TOKENS: readonly { kind: Kind; pattern: RegExp }[] = [
	{ kind: 'string', pattern: /"(?:[^"\\]|\\[\s\S])*"/y },
	{ kind: 'number', pattern: /(?:\d|-)\d*(?:\.\d*)?(?:[eE][+-]?\d*)?/y },
	{ kind: 'word', pattern: /true|false|null/y },
	{ kind: 'comment', pattern: /\/\*[\s\S]*?\*\/|\/\/[^\n\r]*/y },
];
const PUNCTUATION: ReadonlySet<string> = new Set(['{', '}', '[', ']', ',', ':']);

class Reader {
	readonly #text: string;
	#at = 0;

	constructor(text: string) {
		this.#text = text;
	}

	readValue(depth: number): HostJson {
		const token = this.#afterComments(this.#next());
		if (depth > MAX_DEPTH) throw new Refusal('nested too deeply', token.start);
		switch (token.kind) {
			case '{':
				return this.#readObject(depth);
			case '[':
				return this.#readArray(depth);
			case 'string':
				return { type: 'string', value: this.#decodeString(token) };
			case 'number':
				return this.#decodeNumber(token);
			case 'word':
				return token.text === 'null' ? { type: 'null' } : { type: 'boolean', value: token.text === 'true' };
			default:
				throw new Refusal('a value, object or array is expected here', token.start);
		}
	}

	#readArray(depth: number): HostJson {
		const items: HostJson[] = [];
		// Only white space makes an array empty: a comment between the brackets is refused.
		this.#skipSpace();
		if (this.#text[this.#at] === ']') {
			this.#at += 1;
			return { type: 'array', items };
		}
		for (;;) {
			items.push(this.readValue(depth + 1));
			const token = this.#afterComments(this.#next());
			if (token.kind === ']') return { type: 'array', items };
			if (token.kind !== ',') throw new Refusal("',' or ']' is missing", token.start);
		}
	}

	#readObject(depth: number): HostObject {
		const members = new Map<string, HostJson>();
		const repeated = new Set<string>();
		let name = '';
		for (;;) {
			const token = this.#afterComments(this.#next());
			// An empty name is all that tells jsoncpp that no member was read yet, so `{"":1,}` passes.
			if (token.kind === '}' && name === '') return { type: 'object', members, repeated: [...repeated] };
			if (token.kind !== 'string') throw new Refusal("'}' or the name of a member is missing", token.start);
			name = this.#decodeString(token);
			const colon = this.#next();
			if (colon.kind !== ':') throw new Refusal("':' is missing after the name of a member", colon.start);
			if (members.has(name)) repeated.add(name);
			members.set(name, this.readValue(depth + 1));
			const first = this.#next();
			const comma = this.#afterComments(first);
			if (comma.kind === '}') return { type: 'object', members, repeated: [...repeated] };
			// After a comment, jsoncpp takes any token for the comma.
			if (comma.kind !== ',' && first.kind !== 'comment') throw new Refusal("',' or '}' is missing", comma.start);
		}
	}

	#decodeNumber(token: Token): HostJson {
		const integer = /^-?\d*$/.test(token.text);
		if (
			!integer &&
			!(/^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(token.text) && Number.isFinite(Number(token.text)))
		) {
			throw new Refusal(`'${token.text}' is not a number`, token.start);
		}
		return { type: 'number', text: token.text };
	}

	#decodeString(token: Token): string {
		const body = token.text.slice(1, -1);
		let decoded = '';
		for (let at = 0; at < body.length; at += 1) {
			const char = body[at] ?? '';
			if (char !== '\\') {
				decoded += char;
				continue;
			}
			at += 1;
			const code = body[at] ?? '';
			if (code === 'u') {
				const unit = this.#hexUnit(body, at + 1, token);
				at += 4;
				decoded += String.fromCharCode(unit);
				if (unit < 0xd800 || unit > 0xdbff) continue;
				if (body.slice(at + 1, at + 3) !== '\\u') {
					throw new Refusal('a surrogate escape needs a second one after it', token.start + 1 + at);
				}
				const low = this.#hexUnit(body, at + 3, token);
				at += 6;
				decoded += String.fromCharCode(0xdc00 | (low & 0x3ff));
				continue;
			}
			const plain = ESCAPES[code];
			if (plain === undefined) throw new Refusal('bad escape sequence in a string', token.start + 1 + at);
			decoded += plain;
		}
		return decoded;
	}

	#hexUnit(body: string, at: number, token: Token): number {
		const digits = body.slice(at, at + 4);
		if (!/^[0-9a-fA-F]{4}$/.test(digits)) {
			throw new Refusal('four hexadecimal digits are expected after \\u', token.start + 1 + at);
		}
		return Number.parseInt(digits, 16);
	}

	#afterComments(token: Token): Token {
		let current = token;
		while (current.kind === 'comment') current = this.#next();
		return current;
	}

	#skipSpace(): void {
		while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
	}

	#next(): Token {
		this.#skipSpace();
		const start = this.#at;
		const char = this.#text[start];
		if (char === undefined) return { kind: 'end', start, text: '' };
		if (PUNCTUATION.has(char)) {
			this.#at += 1;
			return { kind: char as Kind, start, text: char };
		}
		for (const { kind, pattern } of TOKENS) {
			pattern.lastIndex = start;
			const match = pattern.exec(this.#text);
			if (match) {
				this.#at = pattern.lastIndex;
				return { kind, start, text: match[0] };
			}
		}
		return { kind: 'error', start, text: char };
	}
}

/** The text that jsoncpp's `asString` makes of a value, or undefined where it throws (arrays and objects). */
export function asHostString(value: HostJson | undefined): string | undefined {
	if (value === undefined) return '';
	switch (value.type) {
		case 'null':
			return '';
		case 'boolean':
			return String(value.value);
		case 'number':
			return String(Number(value.text));
		case 'string':
			return value.value;
		case 'array':
		case 'object':
			return undefined;
	}
}

/** The same value as JSON.parse would give it. */
export function toPlain(value: HostJson): unknown {
	switch (value.type) {
		case 'null':
			return null;
		case 'boolean':
		case 'string':
			return value.value;
		case 'number':
			return Number(value.text);
		case 'array':
			return value.items.map(toPlain);
		case 'object': {
			const plain: Record<string, unknown> = Object.create(null);
			for (const [name, member] of value.members) plain[name] = toPlain(member);
			return plain;
		}
	}
}
