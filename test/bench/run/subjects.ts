import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import koffi from 'koffi';
import { type Address, addressOf } from '../../../harness/native/library.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const include = here('../../../templates/c/include');
const built = here('../../../.setup');

/** Builds the plugins of the benchmark: in C, and in Go where there is a Go. */
export function buildSubjects(): { name: string; library: string }[] {
	mkdirSync(built, { recursive: true });
	const subjects = [
		{ name: 'C plugin with constants', library: compile(here('bench.c'), `${built}/bench-constants.so`) },
		{ name: 'C plugin with copies', library: compile(here('bench.c'), `${built}/bench-copies.so`, ['-DBENCH_COPIES']) },
	];
	const library = `${built}/bench-go.so`;
	try {
		execFileSync('go', ['build', '-buildmode=c-shared', '-o', library, '.'], { cwd: here('go'), stdio: 'pipe' });
		subjects.push({ name: 'Go plugin', library });
	} catch (error) {
		process.stderr.write(`no Go plugin: ${error instanceof Error ? error.message : error}\n`);
	}
	return subjects;
}

function compile(source: string, library: string, flags: readonly string[] = []): string {
	execFileSync('cc', [
		'-std=gnu11',
		'-O2',
		'-shared',
		'-fPIC',
		'-Wall',
		'-Wextra',
		'-Werror',
		...flags,
		`-I${include}`,
		source,
		'-o',
		library,
	]);
	return library;
}

/** One comparison of the C loop: a field must equal a text. */
export interface Comparison {
	readonly field: number;
	readonly value: string;
}

/** The C loop of loop.c, to be posted to the plugin thread. */
export class CLoop {
	readonly run: Address;
	readonly #library = koffi.load(compile(here('loop.c'), `${built}/bench-loop.so`));
	readonly #kept: Buffer[] = [];

	constructor() {
		this.run = addressOf(this.#library.symbol('bench_loop'));
	}

	/** The argument of `run`; its result is nanoseconds. Stays valid as long as this object. */
	prepare(options: {
		state: Address;
		instance: Address;
		nextBatch: Address;
		extractFields: Address;
		rules: readonly (readonly Comparison[])[];
		events: number;
	}): { address: Address; matches: () => number; calls: () => number } {
		const perRule = options.rules[0]?.length ?? 0;
		const flat = options.rules.flat();
		const comparisons = this.#place(Buffer.alloc(24 * Math.max(flat.length, 1)));
		for (const [index, { field, value }] of flat.entries()) {
			comparisons.bytes.writeBigUInt64LE(BigInt(field), 24 * index);
			comparisons.bytes.writeBigUInt64LE(this.#text(`b.f${field}`), 24 * index + 8);
			comparisons.bytes.writeBigUInt64LE(this.#text(value), 24 * index + 16);
		}
		const loop = this.#place(Buffer.alloc(88));
		const members = [
			options.state,
			options.instance,
			options.nextBatch,
			flat.length > 0 ? options.extractFields : 0n,
			this.#text('bench'),
			comparisons.address,
			BigInt(options.rules.length),
			BigInt(perRule),
			BigInt(options.events),
		];
		for (const [index, value] of members.entries()) loop.bytes.writeBigUInt64LE(value, 8 * index);
		const out = (at: number) => () => Number(loop.bytes.readBigUInt64LE(at));
		return { address: loop.address, matches: out(72), calls: out(80) };
	}

	#text(text: string): Address {
		return this.#place(Buffer.from(`${text}\0`)).address;
	}

	#place(content: Buffer): { address: Address; bytes: Buffer } {
		// Memory of its own: small buffers share a pool, and what C reads must not move nor be collected.
		const bytes = Buffer.from(new ArrayBuffer(Math.max(content.length, 8)));
		bytes.set(content);
		this.#kept.push(bytes);
		return { address: addressOf(koffi.address(bytes)), bytes };
	}
}
