import { Arena } from '../memory/arena.ts';
import { mapped, VALUE_KINDS } from './columns.ts';
import { COLUMNS_LAYOUT as AT } from './columns-layout.ts';
import type { Address } from './library.ts';

type Row = BigUint64Array;

interface KnownValue {
	readonly value: Uint8Array;
	readonly row: Row;
}

export interface ScreenTest {
	readonly test:
		| { readonly kind: 'text'; readonly operator: keyof typeof TEXT_OPERATORS; readonly constant: string }
		| { readonly kind: 'network'; readonly network: { readonly bytes: Uint8Array; readonly prefix: number } };
	readonly whenTrue: Row;
	readonly whenFalse: Row;
}

/** What the values of one field leave possible. */
export interface ColumnScreen {
	readonly missing: Row;
	readonly isStrict: boolean;
	readonly values:
		| {
				readonly kind: 'bytes';
				readonly known: readonly KnownValue[];
				readonly otherwise: Row;
				readonly tests: readonly ScreenTest[];
		  }
		| { readonly kind: 'numbers'; readonly bounds: BigUint64Array; readonly rows: readonly Row[] };
}

/** In the order of `enum nh_value_operator`, before networks. */
const TEXT_OPERATORS = {
	startswith: 0,
	endswith: 1,
	contains: 2,
	icontains: 3,
	'<': 4,
	'<=': 5,
	'>': 6,
	'>=': 7,
} as const;
const IN_NETWORK = 8;

/** What no text is: a byte behind a NUL. */
const NO_TEXT = 1n << 56n;
const ALL_BITS = 2n ** 64n - 1n;

/** Screens in memory that never moves. */
export class ScreenTable {
	/** The row without bits. */
	readonly empty: Address;
	readonly #arena: Arena;
	readonly #rows = new Map<Row, Address>();

	/**
	 * @param screens all that will be placed
	 * @param words of a row
	 */
	constructor(screens: readonly ColumnScreen[], words: number) {
		this.#arena = new Arena(4096 + 8 * words + screens.reduce((total, screen) => total + bytesOf(screen), 0));
		this.empty = this.#words(new BigUint64Array(words));
	}

	/** The address of an `nh_screen`. */
	place({ missing, isStrict, values }: ColumnScreen, column: number, kind: number, isList: boolean): Address {
		const { offset, address } = this.#arena.allocate(AT.screen);
		this.#set(offset + AT['screen.column'], BigInt(column));
		this.#set(offset + AT['screen.kind'], BigInt(kind));
		this.#set(offset + AT['screen.isList'], isList ? 1n : 0n);
		this.#set(offset + AT['screen.missing'], this.row(missing));
		this.#set(offset + AT['screen.strict'], isStrict ? 1n : 0n);
		switch (values.kind) {
			case 'bytes':
				this.#set(offset + AT['screen.otherwise'], this.row(values.otherwise));
				this.#placeKnown(offset, values.known);
				if (kind === VALUE_KINDS.text && !isList && missing.length === 1) this.#placeShorts(offset);
				this.#placeTests(offset, values.tests, values.otherwise.length);
				break;
			case 'numbers':
				this.#set(offset + AT['screen.bounds'], this.#words(values.bounds));
				this.#set(offset + AT['screen.numBounds'], BigInt(values.bounds.length));
				this.#set(offset + AT['screen.rows'], this.#words(BigUint64Array.from(values.rows, (row) => this.row(row))));
		}
		return address;
	}

	/** The address of a row; rows that are one object are one in memory, and so are those without bits. */
	row(row: Row): Address {
		const address = this.#rows.get(row) ?? (row.every((word) => word === 0n) ? this.empty : this.#words(row));
		this.#rows.set(row, address);
		return address;
	}

	#placeKnown(screen: number, known: readonly KnownValue[]): void {
		const size = buckets(known.length);
		const table = this.#arena.allocate(size * AT.knownValue);
		for (const { value, row } of known) {
			const words = padded(value);
			const hash = hashOf(words);
			let bucket = Number(hash & BigInt(size - 1));
			const at = () => table.offset + bucket * AT.knownValue;
			while (this.#arena.view.getBigUint64(at(), true) !== 0n) bucket = (bucket + 1) & (size - 1);
			this.#set(at() + AT['knownValue.hash'], hash);
			this.#set(at() + AT['knownValue.length'], BigInt(value.length));
			this.#set(at() + AT['knownValue.words'], this.#words(words));
			this.#set(at() + AT['knownValue.row'], this.row(row));
		}
		this.#set(screen + AT['screen.known'], table.address);
		this.#set(screen + AT['screen.mask'], BigInt(size - 1));
	}

	#placeTests(screen: number, tests: readonly ScreenTest[], words: number): void {
		const table = this.#arena.allocate(tests.length * AT.valueTest);
		tests.forEach(({ test, whenTrue, whenFalse }, index) => {
			const at = table.offset + index * AT.valueTest;
			const constant = constantOf(test);
			this.#set(
				at + AT['valueTest.operator'],
				BigInt(test.kind === 'text' ? TEXT_OPERATORS[test.operator] : IN_NETWORK),
			);
			this.#set(at + AT['valueTest.constant'], this.#words(padded(constant)));
			this.#set(at + AT['valueTest.length'], BigInt(constant.length));
			this.#set(at + AT['valueTest.pairs'], test.kind === 'text' ? pairsOf(constant) : BigInt(test.network.prefix));
			this.#set(at + AT['valueTest.whenTrue'], this.row(whenTrue));
			this.#set(at + AT['valueTest.whenFalse'], this.row(whenFalse));
		});
		this.#set(screen + AT['screen.tests'], table.address);
		this.#set(screen + AT['screen.numTests'], BigInt(tests.length));
		this.#set(screen + AT['screen.numSearches'], BigInt(tests.filter(isSearch).length));
		if (tests.length === 0) return;
		const seen = mapped(AT.seenValues * (AT.seenValue + 8 * words));
		const view = new DataView(seen.buffer);
		for (let index = 0; index < AT.seenValues; index++) {
			const row = seen.address + BigInt(AT.seenValues * AT.seenValue + index * 8 * words);
			view.setBigUint64(index * AT.seenValue + AT['seenValue.row'], row, true);
		}
		this.#set(screen + AT['screen.seen'], seen.address);
	}

	#placeShorts(screen: number): void {
		const shorts = mapped(AT.seenValues * AT.shortValue);
		const view = new DataView(shorts.buffer);
		for (let index = 0; index < AT.seenValues; index++) {
			view.setBigUint64(index * AT.shortValue + AT['shortValue.head'], NO_TEXT, true);
		}
		this.#set(screen + AT['screen.shorts'], shorts.address);
		// What lies behind a NUL may look like the text that is none, so that this one rules out nothing.
		this.#set(screen + AT['screen.lastHead'], NO_TEXT);
		this.#set(screen + AT['screen.lastHeadMask'], ALL_BITS);
		this.#set(screen + AT['screen.lastRow'], ALL_BITS);
	}

	#words(words: BigUint64Array): Address {
		return this.#arena.place(new Uint8Array(words.buffer, words.byteOffset, words.byteLength)).address;
	}

	#set(at: number, value: bigint): void {
		this.#arena.view.setBigUint64(at, value, true);
	}
}

/** At least what a screen takes. */
function bytesOf({ missing, values }: ColumnScreen): number {
	const rows =
		values.kind === 'bytes'
			? new Set([...values.known.map(({ row }) => row), values.otherwise]).size + 2 * values.tests.length
			: new Set(values.rows).size;
	const others =
		values.kind === 'bytes'
			? buckets(values.known.length) * AT.knownValue +
				values.known.reduce((total, { value }) => total + value.length + 16, 0) +
				values.tests.reduce((total, { test }) => total + AT.valueTest + constantOf(test).length + 16, 0)
			: 8 * (values.bounds.length + values.rows.length);
	return AT.screen + missing.byteLength * (rows + 1) + others + 64;
}

function buckets(entries: number): number {
	let size = 8;
	while (size < entries * 4) size *= 2;
	return size;
}

function constantOf(test: ScreenTest['test']): Uint8Array {
	if (test.kind === 'network') return test.network.bytes;
	const constant = Buffer.from(test.constant, 'latin1');
	return test.operator === 'icontains' ? constant.map(folded) : constant;
}

function folded(byte: number): number {
	return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

function isSearch({ test }: ScreenTest): boolean {
	return test.kind === 'text' && (test.operator === 'contains' || test.operator === 'icontains');
}

/** Words of 8 bytes, the last one filled up with zeros, of which there is at least one. */
function padded(bytes: Uint8Array): BigUint64Array {
	const words = new BigUint64Array(Math.floor(bytes.length / 8) + 1);
	new Uint8Array(words.buffer).set(bytes);
	return words;
}

/** As `mixed` and `finished` of screen.c. */
function hashOf(words: BigUint64Array): bigint {
	let hash = 0n;
	for (const word of words) hash = BigInt.asUintN(64, (BigInt.asUintN(64, hash << 29n) | (hash >> 35n)) * 5n + word);
	const product = BigInt.asUintN(64, hash * 0x9e3779b97f4a7c15n);
	const finished = product ^ (product >> 32n);
	return finished === 0n ? 1n : finished;
}

/** As `pairs_of` of screen.c. */
function pairsOf(bytes: Uint8Array): bigint {
	let pairs = 0n;
	for (let at = 1; at < bytes.length; at++) {
		pairs |= 1n << BigInt((((bytes[at - 1] ?? 0) | 32) * 7 + ((bytes[at] ?? 0) | 32)) & 63);
	}
	return pairs;
}
