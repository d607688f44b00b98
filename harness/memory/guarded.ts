import koffi from 'koffi';
import { hostLibrary } from '../native/host-library.ts';
import { type Address, libcFunction } from '../native/library.ts';
import { CRASH_PAGE_LAYOUT as AT, CRASH_PAGE_BYTES, guardStateCode } from '../protocol/crash-page.ts';
import { GUARD_REACH, type GuardState } from '../protocol/guarded-range.ts';
import { mapMemory } from './arena.ts';

const mprotect: (address: Address, length: bigint, protection: number) => number = libcFunction('mprotect', 'int', [
	'uint64_t',
	'uint64_t',
	'int',
]);

const PROTECTION: Record<GuardState, number> = { live: 3, 'read-only': 1, revoked: 0 };

/** The larger of the page sizes of the supported machines: a multiple of the real one, whatever it is. */
const PAGE = 65536;

/** Where the bytes lie: against the inaccessible memory behind them, or against that before them. */
export type Edge = 'end' | 'start';

/** Rows of the page's table of guarded memory; a region has one for its life. */
class GuardRows {
	readonly #view: DataView;
	#next = 0;

	constructor() {
		this.#view = new DataView(koffi.view(hostLibrary().nh_page_address(), CRASH_PAGE_BYTES));
	}

	take(): number {
		// Beyond the rows the memory is guarded all the same; only its name is missing from a crash.
		return this.#next < AT.guards ? this.#next++ : -1;
	}

	write(row: number, start: Address, length: number, state: GuardState, label: string): void {
		if (row < 0) return;
		const at = AT['page.guards'] + row * AT.guard;
		const view = this.#view;
		view.setUint32(at + AT['guard.state'], 0, true);
		view.setBigUint64(at + AT['guard.start'], start, true);
		view.setBigUint64(at + AT['guard.end'], start + BigInt(length), true);
		const bytes = Buffer.from(label, 'latin1').subarray(0, 47);
		for (let i = 0; i < 48; i++) view.setUint8(at + AT['guard.label'] + i, bytes[i] ?? 0);
		view.setUint32(at + AT['guard.state'], guardStateCode(state), true);
	}

	writeState(row: number, state: GuardState): void {
		if (row >= 0)
			this.#view.setUint32(AT['page.guards'] + row * AT.guard + AT['guard.state'], guardStateCode(state), true);
	}
}

let rows: GuardRows | undefined;

/**
 * Memory between two inaccessible stretches, for one input at a time. A plugin that reads past the end (or before the start)
 * of what it was given faults there, and the page tells the parent whose end it was.
 */
export class GuardedRegion {
	readonly #rows: GuardRows;
	readonly #row: number;
	readonly #base: Address;
	readonly #size: number;
	readonly #bytes: Uint8Array;
	#address: Address = 0n;
	#state: GuardState = 'live';

	/** @param capacity the most bytes that `put` takes */
	constructor(capacity: number) {
		rows ??= new GuardRows();
		this.#rows = rows;
		this.#row = this.#rows.take();
		this.#size = Math.max(1, Math.ceil(capacity / PAGE)) * PAGE;
		const whole = mapMemory(this.#size + 2 * Number(GUARD_REACH), 0);
		this.#base = whole + GUARD_REACH;
		mprotect(this.#base, BigInt(this.#size), PROTECTION.live);
		this.#bytes = new Uint8Array(koffi.view(this.#base, this.#size));
	}

	get capacity(): number {
		return this.#size;
	}

	/** Where the bytes of the last `put` are. */
	get address(): Address {
		return this.#address;
	}

	get state(): GuardState {
		return this.#state;
	}

	/**
	 * Copies bytes against the edge and makes them `state`. The copy costs some 20 ns; only a change of state
	 * costs a system call (8 us the pair), so that a stream of events through a region that stays live costs none.
	 *
	 * @param label what it is in the author's words: `the event`, `init config`
	 */
	put(bytes: Uint8Array, label: string, edge: Edge = 'end', state: 'live' | 'read-only' = 'live'): Address {
		if (bytes.length > this.#size) throw new RangeError(`${bytes.length} bytes do not fit into ${this.#size}`);
		this.protect('live');
		const offset = edge === 'end' ? this.#size - bytes.length : 0;
		this.#bytes.set(bytes, offset);
		this.#address = this.#base + BigInt(offset);
		this.#rows.write(this.#row, this.#address, bytes.length, state, label);
		this.protect(state);
		return this.#address;
	}

	/** Changes what the plugin may do with the memory: `revoked` makes every access fault. */
	protect(state: GuardState): void {
		if (state === this.#state) return;
		if (mprotect(this.#base, BigInt(this.#size), PROTECTION[state]) !== 0)
			throw new Error(`mprotect to ${state} failed`);
		this.#state = state;
		this.#rows.writeState(this.#row, state);
	}

	/** What the memory holds now; only while it is not revoked. */
	read(length: number): Uint8Array {
		const offset = Number(this.#address - this.#base);
		return this.#bytes.slice(offset, offset + length);
	}
}

/** Regions to be used again and again, so that thousands of inputs need no system call each. */
export class GuardedPool {
	readonly #free = new Map<number, GuardedRegion[]>();

	/** A region of at least that capacity; give it back with `release`. */
	acquire(capacity: number): GuardedRegion {
		const size = Math.max(1, Math.ceil(capacity / PAGE)) * PAGE;
		return this.#free.get(size)?.pop() ?? new GuardedRegion(size);
	}

	/** The region may be handed out again from now on. Until then it stays as it is: revoked memory keeps faulting. */
	release(region: GuardedRegion): void {
		const regions = this.#free.get(region.capacity) ?? [];
		regions.push(region);
		this.#free.set(region.capacity, regions);
	}
}
