import type { ByteText } from '../values/byte-text.ts';
import { decodeText } from '../values/byte-text.ts';
import type { Position } from './ast.ts';
import { unescapeQuoted } from './escapes.ts';
import type { ConditionWarning } from './warning.ts';

/** The parser's own way out of the productions; never leaves `parseCondition`. */
export class SyntaxFailure extends Error {
	readonly at: Position;

	constructor(message: string, at: Position) {
		super(message);
		this.at = at;
	}
}

/** The patterns of the lexer (rules facts, section 1.1), each matched at the cursor only. */
export const IDENTIFIER = /[a-zA-Z][a-zA-Z0-9_]*/y;
export const FIELD_NAME = /[a-zA-Z][a-zA-Z0-9_]*(?:\.[a-zA-Z][a-zA-Z0-9_]*)+/y;
export const WORD = /[^ \t\n\r\v\f()"'=,]+/y;
export const ARGUMENT_WORD = /[^ \t\n\r\v\f[\]"']+/y;
export const NUMBER = /0[xX][0-9a-fA-F]+|[+-]?[0-9]+\.?[0-9]*(?:[eE][+-][0-9]+)?/y;
export const NOT_AND_BLANK = /not[ \t\n\v\f\r]+/y;
const BLANK = /[ \t\n\r\b]+/y;

/** A place in a condition that moves on as tokens are taken; the only thing that counts lines and columns. */
export class Cursor {
	readonly input: ByteText;
	/** The nesting of productions that is refused; `undefined` where Falco has no limit. */
	readonly maxDepth: number | undefined;
	/** Nesting of productions at this moment. */
	depth = 0;
	/** What was read otherwise than it looks, so far. */
	readonly warnings: ConditionWarning[] = [];
	/** The text of the last token that was taken, for Falco's "unexpected token after". */
	lastToken: ByteText = '';
	#offset = 0;
	#line = 1;
	#column = 1;

	constructor(input: ByteText, limits: { readonly maxDepth: number | undefined } = { maxDepth: undefined }) {
		this.input = input;
		this.maxDepth = limits.maxDepth;
	}

	get at(): Position {
		return { offset: this.#offset, line: this.#line, column: this.#column };
	}

	get offset(): number {
		return this.#offset;
	}

	get isAtEnd(): boolean {
		return this.#offset === this.input.length;
	}

	/** Goes back to a place taken from `at`. */
	rewind(to: Position): void {
		this.#offset = to.offset;
		this.#line = to.line;
		this.#column = to.column;
	}

	/** Skips blanks; whether there was one. Blanks are no token. */
	takeBlank(): boolean {
		return this.#match(BLANK) !== undefined;
	}

	/** Takes exactly this text, if it comes next. */
	takeText(text: ByteText): boolean {
		if (!this.input.startsWith(text, this.#offset)) return false;
		this.#advance(text);
		this.lastToken = text;
		return true;
	}

	/** Takes the first of these texts that comes next. */
	takeOneOf<T extends string>(texts: readonly T[], tail = ''): T | undefined {
		return texts.find((text) => this.takeText(text + tail));
	}

	/** Takes what a sticky pattern matches here. */
	takePattern(pattern: RegExp): ByteText | undefined {
		const token = this.#match(pattern);
		if (token !== undefined) this.lastToken = token;
		return token;
	}

	/**
	 * Takes a quoted string and decodes it. It ends at the first same quote that no backslash precedes, so no quoted
	 * string can end in `\\`. A NUL byte ends the search, as in Falco. Throws on a bad escape, behind the string.
	 */
	takeQuoted(): ByteText | undefined {
		const delimiter = this.input.charAt(this.#offset);
		if (delimiter !== '"' && delimiter !== "'") return undefined;
		const start = this.#offset + 1;
		let end = start;
		while (this.input.charAt(end) !== delimiter || (end > start && this.input.charAt(end - 1) === '\\')) {
			if (end >= this.input.length || this.input.charAt(end) === '\0') {
				// Falco has read up to here before it gives up, and says so in its next message.
				this.lastToken = this.input.slice(this.#offset, end);
				return undefined;
			}
			end++;
		}
		const content = this.input.slice(start, end);
		if (/(?:^|[^\\])(?:\\\\)*\\ /.test(content)) {
			this.warnQuirk('a backslash before a blank is kept and the blank is dropped: write \\\\ for a backslash');
		}
		this.#advance(this.input.slice(this.#offset, end + 1));
		const unescaped = unescapeQuoted(content, delimiter);
		if (unescaped.kind === 'error') this.fail(decodeText(unescaped.message));
		this.lastToken = unescaped.text;
		return unescaped.text;
	}

	/** Notes that something here means what it does not look like. */
	warnQuirk(message: string, at: Position = this.at): void {
		this.warnings.push({ kind: 'quirk', message, at });
	}

	/** Ends the parse with an error at this place. */
	fail(message: string): never {
		throw new SyntaxFailure(message, this.at);
	}

	#match(pattern: RegExp): ByteText | undefined {
		pattern.lastIndex = this.#offset;
		const token = pattern.exec(this.input)?.[0];
		if (token !== undefined) this.#advance(token);
		return token;
	}

	#advance(text: ByteText): void {
		this.#offset += text.length;
		for (let index = 0; index < text.length; index++) {
			const byte = text.charCodeAt(index);
			if (byte === 0x0a || byte === 0x0d) {
				this.#line++;
				this.#column = 1;
			} else {
				this.#column++;
			}
		}
	}
}
