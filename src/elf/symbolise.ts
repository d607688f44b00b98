import type { DynamicSymbol, SharedObject } from '../../harness/subjects.ts';

export interface SymbolPlace {
	/** As the compiler wrote it: C++ and Rust names are mangled. */
	name: string;
	/** Bytes from the start of the symbol. */
	offset: number;
}

/** Functions of each object by address, sorted once: a stack has many frames. */
const sorted = new WeakMap<SharedObject, readonly DynamicSymbol[]>();

/**
 * The function that holds the address `offset` of an object, counted from where the object is mapped (pc minus load
 * base). `.symtab` where there is one, else `.dynsym`; undefined where no function reaches there.
 */
export function symbolAt(object: SharedObject, offset: number | bigint): SymbolPlace | undefined {
	const address = BigInt(offset);
	const functions = functionsOf(object);
	let low = 0;
	let high = functions.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((functions[middle]?.value ?? 0n) <= address) low = middle + 1;
		else high = middle;
	}
	const symbol = functions[low - 1];
	if (symbol === undefined) return undefined;
	const distance = address - symbol.value;
	const end = symbol.size > 0n ? symbol.size : (functions[low]?.value ?? symbol.value + 1n) - symbol.value;
	return distance < end ? { name: symbol.name, offset: Number(distance) } : undefined;
}

function functionsOf(object: SharedObject): readonly DynamicSymbol[] {
	const known = sorted.get(object);
	if (known !== undefined) return known;
	const table = object.symbols.length > 0 ? object.symbols : object.dynamicSymbols;
	const functions = table
		.filter(({ type, defined }) => defined && (type === 'func' || type === 'ifunc'))
		.sort((a, b) => compare(a.value, b.value) || compare(a.size, b.size));
	sorted.set(object, functions);
	return functions;
}

function compare(a: bigint, b: bigint): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
