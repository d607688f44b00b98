import type { FieldRef } from '../fields/field.ts';
import type { FieldTable } from '../fields/table.ts';
import { type Network, networkContains } from '../values/address.ts';
import { type ByteText, toBytes } from '../values/byte-text.ts';
import { compareRanges, rangeContains, rangeContainsFolded, rangeEndsWith, rangeStartsWith } from '../values/bytes.ts';
import type { Condition } from './ast.ts';
import { type Conjunction, type FieldTest, type Literal, literalForm, type TextOperator } from './literals.ts';

/** A bit for each alternative of each condition. */
export type ScreenRow = BigUint64Array;

/** A test of a value that rules do not name: which bits stay where it passes, and where it does not. */
export interface ScreenTest {
	readonly test:
		| { readonly kind: 'text'; readonly operator: TextOperator; readonly constant: ByteText }
		| { readonly kind: 'network'; readonly network: Network };
	readonly whenTrue: ScreenRow;
	readonly whenFalse: ScreenRow;
}

/** Which bits the values of one field leave possible. Of a list, the bits that any of its values does. */
export interface FieldScreen {
	readonly field: FieldRef;
	/** For events without a value. */
	readonly missing: ScreenRow;
	/** Scalar addresses of a length that is none: the event is for the rules to tell, whatever its other values are. */
	readonly isStrict: boolean;
	readonly values:
		| {
				readonly kind: 'bytes';
				/** Values that conditions name. */
				readonly known: readonly { readonly value: Uint8Array; readonly row: ScreenRow }[];
				/** For all others, before the tests. */
				readonly otherwise: ScreenRow;
				readonly tests: readonly ScreenTest[];
		  }
		/** Row `i` is for numbers from `bounds[i - 1]` up to, not including, `bounds[i]`. */
		| { readonly kind: 'numbers'; readonly bounds: BigUint64Array; readonly rows: readonly ScreenRow[] };
}

/**
 * Tells of an event, by the values of its fields one at a time and without JavaScript, that no condition can hold: none does
 * where the rows of its values share no bit. It is data, for the native host; evaluation comes after it.
 */
export interface Screen {
	/** All bits. */
	readonly all: ScreenRow;
	/** Those first that rule out most. None at all: no condition can hold for any event. */
	readonly fields: readonly FieldScreen[];
	/** So many of these rule out by themselves every event whose values no condition names; all, where none do. */
	readonly leading: number;
	/** Whether some condition holds for every event that is left. */
	readonly isExact: boolean;
}

/**
 * The screen of conditions that compile for the fields.
 *
 * @returns undefined where some condition can hold whatever any single field says, so that nothing could be ruled out
 */
export function screenOf(conditions: readonly Condition[], fields: FieldTable): Screen | undefined {
	const forms = conditions.map((condition) => literalForm(condition, fields));
	const bits = forms.flatMap(({ conjunctions }) => conjunctions);
	if (bits.some((conjunction) => conjunction.length === 0)) return undefined;
	const strict = new Set(forms.flatMap((form) => [...form.strict]));
	const asked = new Map<FieldRef, Map<number, Literal[]>>();
	bits.forEach((conjunction, bit) => {
		for (const literal of conjunction) {
			const byBit = asked.get(literal.field) ?? new Map<number, Literal[]>();
			asked.set(literal.field, byBit);
			byBit.set(bit, [...(byBit.get(bit) ?? []), literal]);
		}
	});
	const leaders = leadersOf(bits);
	const others = [...asked.keys()].filter((field) => !leaders.includes(field));
	const order = (refs: readonly FieldRef[]) => [
		...refs.filter((field) => strict.has(field)),
		...refs.filter((field) => !strict.has(field)),
	];
	return {
		all: rowWhere(bits.length, () => true),
		fields: [...order(leaders), ...order(others)].map((field) =>
			fieldScreen(field, asked.get(field) ?? new Map(), bits.length, strict.has(field)),
		),
		leading: leaders.length === 0 ? asked.size : leaders.length,
		isExact: forms.every((form) => form.isExact),
	};
}

/** Fields, as few as a greedy search finds, one of which every conjunction asks for a named value of; none if some does not. */
function leadersOf(bits: readonly Conjunction[]): FieldRef[] {
	const leaders: FieldRef[] = [];
	let open = bits.map((conjunction) => new Set(conjunction.filter(namesValues).map(({ field }) => field)));
	if (open.some((names) => names.size === 0)) return [];
	while (open.length > 0) {
		const counts = new Map<FieldRef, number>();
		for (const names of open) for (const field of names) counts.set(field, (counts.get(field) ?? 0) + 1);
		const [best] = [...counts].reduce((left, right) => (right[1] > left[1] ? right : left));
		leaders.push(best);
		open = open.filter((names) => !names.has(best));
	}
	return leaders;
}

function namesValues({ test, passes }: Literal): boolean {
	if (!passes) return false;
	return test.kind === 'one-of' || (test.kind === 'ranges' && test.ranges.every(([first, last]) => first === last));
}

function fieldScreen(
	field: FieldRef,
	byBit: ReadonlyMap<number, readonly Literal[]>,
	size: number,
	isStrict: boolean,
): FieldScreen {
	const where = (holds: (test: FieldTest) => boolean): ScreenRow =>
		rowWhere(size, (bit) => byBit.get(bit)?.every(({ test, passes }) => holds(test) === passes) ?? true);
	const literals = [...byBit].flatMap(([bit, list]) => list.map((literal) => ({ bit, literal })));
	const { type } = field.definition;
	const isBytes = type === 'string' || type === 'ipaddr' || type === 'ipnet';
	return {
		field,
		isStrict,
		missing: where(() => false),
		values: isBytes ? bytesOf(literals, byBit, size) : numbersOf(literals, byBit, where(onNumber(0n))),
	};
}

type Placed = readonly { readonly bit: number; readonly literal: Literal }[];

function bytesOf(
	literals: Placed,
	byBit: ReadonlyMap<number, readonly Literal[]>,
	size: number,
): FieldScreen['values'] & { kind: 'bytes' } {
	// Literals that a test decides count as true here: the rows of the tests have their say afterwards.
	const otherwise = rowWhere(
		size,
		(bit) =>
			byBit
				.get(bit)
				?.every(
					({ test, passes }) => isTested(test) || (test.kind === 'exists' || test.kind === 'none-of') === passes,
				) ?? true,
	);
	const tested = new Map<string, { test: ScreenTest['test']; whenTrue: ScreenRow; whenFalse: ScreenRow }>();
	const namedBy = new Map<ByteText, Set<number>>();
	for (const { bit, literal } of literals) {
		const { test, passes } = literal;
		if (isTested(test)) {
			const key = keyOf(test);
			const known = tested.get(key) ?? { test, whenTrue: allBits(size), whenFalse: allBits(size) };
			tested.set(key, known);
			clear(passes ? known.whenFalse : known.whenTrue, bit);
		} else if (test.kind === 'one-of' || test.kind === 'none-of') {
			for (const value of test.values) {
				const naming = namedBy.get(value) ?? new Set();
				namedBy.set(value, naming.add(bit));
			}
		}
	}
	const tests = [...tested.values()];
	// The values of a long list are all asked for by the same conditions, and share a row.
	const rows = new Map<string, ScreenRow>();
	const known = [...namedBy].map(([text, naming]) => {
		const value = toBytes(text);
		const verdicts = tests.map(({ test }) => passesTest(test, value));
		const holds = [...naming].filter((bit) =>
			byBit.get(bit)?.every(({ test, passes }) => isTested(test) || onBytes(text)(test) === passes),
		);
		const key = `${[...naming].join()} ${holds.join()} ${verdicts.join()}`;
		const row = rows.get(key) ?? otherwise.slice();
		if (!rows.has(key)) {
			rows.set(key, row);
			for (const bit of naming) clear(row, bit);
			for (const bit of holds) set(row, bit);
			tests.forEach(({ whenTrue, whenFalse }, index) => {
				narrow(row, verdicts[index] === true ? whenTrue : whenFalse);
			});
		}
		return { value, row };
	});
	return { kind: 'bytes', known, otherwise, tests };
}

/** A row for each stretch of numbers between which no range begins or ends. */
function numbersOf(
	literals: Placed,
	byBit: ReadonlyMap<number, readonly Literal[]>,
	first: ScreenRow,
): FieldScreen['values'] & { kind: 'numbers' } {
	const changes = new Map<bigint, Set<number>>();
	for (const { bit, literal } of literals) {
		if (literal.test.kind !== 'ranges') continue;
		for (const [from, to] of literal.test.ranges) {
			for (const bound of [from, to + 1n]) changes.set(bound, (changes.get(bound) ?? new Set()).add(bit));
		}
	}
	const bounds = [...changes.keys()].filter((bound) => bound > 0n && bound < 2n ** 64n).sort(ascending);
	const rows = [first];
	for (const bound of bounds) {
		const row = (rows.at(-1) ?? first).slice();
		const holds = onNumber(bound);
		for (const bit of changes.get(bound) ?? []) {
			if (byBit.get(bit)?.every(({ test, passes }) => holds(test) === passes)) set(row, bit);
			else clear(row, bit);
		}
		// Behind a value that is named comes what was before it.
		const before = rows.at(-2);
		rows.push(before?.every((word, index) => word === row[index]) === true ? before : row);
	}
	return { kind: 'numbers', bounds: BigUint64Array.from(bounds), rows };
}

const ascending = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0);

function isTested(test: FieldTest): test is ScreenTest['test'] {
	return test.kind === 'text' || test.kind === 'network';
}

function keyOf(test: ScreenTest['test']): string {
	return test.kind === 'text'
		? `${test.operator} ${test.constant}`
		: `${test.network.bytes.join('.')}/${test.network.prefix}`;
}

const onBytes =
	(value: ByteText) =>
	(test: FieldTest): boolean => {
		switch (test.kind) {
			case 'one-of':
				return test.values.has(value);
			case 'none-of':
				return !test.values.has(value);
			default:
				return test.kind === 'exists';
		}
	};

const onNumber =
	(value: bigint) =>
	(test: FieldTest): boolean =>
		test.kind === 'exists' ||
		(test.kind === 'ranges' && test.ranges.some(([from, to]) => from <= value && value <= to));

function passesTest(test: ScreenTest['test'], bytes: Uint8Array): boolean {
	if (test.kind === 'network') return networkContains(test.network, bytes, 0, bytes.length);
	const constant = toBytes(test.constant);
	const { length } = bytes;
	const order = compareRanges(bytes, 0, length, constant, 0, constant.length);
	switch (test.operator) {
		case 'startswith':
			return rangeStartsWith(bytes, 0, length, constant, 0, constant.length);
		case 'endswith':
			return rangeEndsWith(bytes, 0, length, constant, 0, constant.length);
		case 'contains':
			return rangeContains(bytes, 0, length, constant, 0, constant.length);
		case 'icontains':
			return rangeContainsFolded(bytes, 0, length, constant, 0, constant.length);
		case '<':
			return order < 0;
		case '<=':
			return order <= 0;
		case '>':
			return order > 0;
		case '>=':
			return order >= 0;
	}
}

function allBits(size: number): ScreenRow {
	return rowWhere(size, () => true);
}

/** At least one word. */
function rowWhere(size: number, has: (bit: number) => boolean): ScreenRow {
	const words = new Uint32Array(2 * Math.max(1, Math.ceil(size / 64)));
	for (let bit = 0; bit < size; bit++) {
		if (has(bit)) words[bit >> 5] = (words[bit >> 5] as number) | (1 << (bit & 31));
	}
	return new BigUint64Array(words.buffer);
}

function set(row: ScreenRow, bit: number): void {
	row[bit >> 6] = (row[bit >> 6] ?? 0n) | (1n << BigInt(bit & 63));
}

function clear(row: ScreenRow, bit: number): void {
	row[bit >> 6] = (row[bit >> 6] ?? 0n) & ~(1n << BigInt(bit & 63));
}

function narrow(row: ScreenRow, allowed: ScreenRow): void {
	for (let word = 0; word < row.length; word++) row[word] = (row[word] ?? 0n) & (allowed[word] ?? 0n);
}
