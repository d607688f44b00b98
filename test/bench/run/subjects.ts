import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import koffi from 'koffi';
import { type Address, addressOf } from '../../../harness/native/library.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const include = here('../../../templates/c/include');
const built = here('../../../.setup');

/** A plugin that is measured. */
export interface Subject {
	readonly name: string;
	readonly library: string;
	/** All texts, most of them the same in every event; or six texts and four numbers that differ from event to event. */
	readonly fields: 'texts' | 'mixed';
}

/** Builds the plugins of the benchmark: in C, and in Go where there is a Go. */
export function buildSubjects(): Subject[] {
	mkdirSync(built, { recursive: true });
	const subjects: Subject[] = [
		{
			name: 'C plugin with constants',
			library: compile(here('bench.c'), `${built}/bench-constants.so`),
			fields: 'texts',
		},
		{
			name: 'C plugin that points into the event',
			library: compile(here('bench.c'), `${built}/bench-mixed.so`, ['-DBENCH_MIXED']),
			fields: 'mixed',
		},
		{
			name: 'C plugin with copies',
			library: compile(here('bench.c'), `${built}/bench-copies.so`, ['-DBENCH_COPIES']),
			fields: 'texts',
		},
	];
	const library = `${built}/bench-go.so`;
	try {
		execFileSync('go', ['build', '-buildmode=c-shared', '-o', library, '.'], { cwd: here('go'), stdio: 'pipe' });
		subjects.push({ name: 'Go plugin', library, fields: 'texts' });
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

/** In the order of `enum operator` of loop.c. */
const OPERATORS = ['=', '!=', 'contains', 'startswith', 'endswith', '= number', '!= number', '>', '<'] as const;

/** One comparison of the C loop: of a field with a text, or with a number. */
export interface Comparison {
	readonly field: number;
	readonly operator: (typeof OPERATORS)[number];
	readonly value: string | number;
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
		const comparisons = this.#place(Buffer.alloc(40 * Math.max(flat.length, 1)));
		for (const [index, { field, operator, value }] of flat.entries()) {
			const members = [
				BigInt(field),
				this.#text(`b.f${field}`),
				BigInt(OPERATORS.indexOf(operator)),
				typeof value === 'string' ? this.#text(value) : 0n,
				typeof value === 'number' ? BigInt(value) : 0n,
			];
			members.forEach((member, place) => {
				comparisons.bytes.writeBigUInt64LE(member, 40 * index + 8 * place);
			});
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
