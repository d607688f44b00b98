import koffi from 'koffi';
import { Arena } from '../memory/arena.ts';
import { hostAddress, hostLibrary } from './host-library.ts';
import { type Address, addressOf } from './library.ts';
import { TableRegistry } from './table-registry.ts';

/** How the async handler answers an event that is in order. */
export type AsyncAnswer =
	| { kind: 'success' }
	/** Every nth call since the script was given fails: the nth, the 2nth ... */
	| { kind: 'fail-every'; n: number }
	| { kind: 'fail-first'; n: number };

export interface AsyncScript {
	answer?: AsyncAnswer;
	/** Nanoseconds that the handler takes before it answers. */
	delayNs?: number;
	/** The open source is a plugin: its events must not carry a thread id. */
	tidUnset?: boolean;
	/** Names of get_async_events; any name is taken when left out. */
	names?: readonly string[];
}

export interface RoutineCounters {
	/** Routines ever subscribed. */
	subscribed: number;
	/** Those of them that are not unsubscribed. */
	live: number;
	runs: number;
}

export interface AsyncCounters {
	calls: number;
	failures: number;
	/** Calls after the handler was reset. */
	afterReset: number;
	/** Calls that have not come back yet. */
	inside: number;
	/** Calls that `holdAsync` keeps from coming back. */
	held: number;
}

/** Addresses of the callbacks that a plugin is given; C functions, callable from any thread. */
export interface OwnerCallbacks {
	log: Address;
	getOwnerLastError: Address;
	asyncHandler: Address;
	dumpHandler: Address;
	listTables: Address;
	getTable: Address;
	addTable: Address;
	subscribe: Address;
	unsubscribe: Address;
}

export function ownerCallbacks(): OwnerCallbacks {
	return {
		log: hostAddress('nh_log'),
		getOwnerLastError: hostAddress('nh_get_owner_last_error'),
		asyncHandler: hostAddress('nh_async_handler'),
		dumpHandler: hostAddress('nh_dump_handler'),
		listTables: hostAddress('nh_list_tables'),
		getTable: hostAddress('nh_get_table'),
		addTable: hostAddress('nh_add_table'),
		subscribe: hostAddress('nh_subscribe'),
		unsubscribe: hostAddress('nh_unsubscribe'),
	};
}

const ANSWERS = { success: 0, 'fail-every': 1, 'fail-first': 2 } as const;

/** Falco as one plugin state sees it: what `ss_plugin_init_input.owner` points to. At most 64 a process. */
export class Owner {
	readonly address: Address;
	readonly #names = new Arena(1 << 20);
	readonly #counters = new BigUint64Array(new ArrayBuffer(40));

	constructor() {
		this.address = hostLibrary().nh_owner_create();
		if (this.address === 0n) throw new Error('the native host has no room for another owner');
	}

	/** What get_owner_last_error says from now on. */
	setError(text: string): void {
		hostLibrary().nh_owner_set_error(this.address, text);
	}

	/** The plugin's state, which routines are called with. */
	setPluginState(state: Address): void {
		hostLibrary().nh_owner_set_plugin_state(this.address, state);
	}

	/** Before set_async_event_handler; names of an earlier script stay valid. */
	scriptAsync({ answer = { kind: 'success' }, delayNs = 0, tidUnset = false, names }: AsyncScript): void {
		const list = names === undefined ? 0n : this.#names.text(`${names.map((name) => `${name}\0`).join('')}\0`).address;
		const n = answer.kind === 'success' ? 0 : answer.n;
		hostLibrary().nh_owner_script_async(this.address, ANSWERS[answer.kind], n, delayNs, tidUnset ? 1 : 0, list);
	}

	/** Call before set_async_event_handler(handler). */
	armAsync(): void {
		hostLibrary().nh_owner_arm_async(this.address, 1);
	}

	/** Call after set_async_event_handler(NULL) came back: every later event is a violation. */
	disarmAsync(): void {
		hostLibrary().nh_owner_arm_async(this.address, 0);
	}

	/** From now on, a call from a thread of the plugin does not come back; not before `letAsyncGo`. */
	holdAsync(): void {
		hostLibrary().nh_owner_hold_async(this.address, 1);
	}

	letAsyncGo(): void {
		hostLibrary().nh_owner_hold_async(this.address, 0);
	}

	asyncCounters(): AsyncCounters {
		hostLibrary().nh_owner_async_counters(this.address, addressOfArray(this.#counters));
		const [calls = 0, failures = 0, afterReset = 0, inside = 0, held = 0] = Array.from(this.#counters, Number);
		return { calls, failures, afterReset, inside, held };
	}

	/** State tables of this owner's own. `apiMinor` 0 for a plugin that requires API 3.0. */
	createTables(apiMinor = 12): TableRegistry {
		return new TableRegistry(this.address, apiMinor === 0);
	}

	/** The tables of another owner, as two plugins in one Falco share them. */
	shareTables(registry: TableRegistry): void {
		hostLibrary().nh_registry_share(registry.address, this.address);
	}

	/** After each call into the plugin: what it still holds of tables becomes violations, and is taken from it. */
	endCall(): void {
		hostLibrary().nh_tables_end_call(this.address);
	}

	/**
	 * Makes subscribe work, which gives NULL in every Falco release. Post the address of `nh_routines_run` with this owner to a
	 * worker; it comes back after `closeRoutines`.
	 */
	openRoutines(): { run: Address } {
		hostLibrary().nh_routines_open(this.address);
		return { run: hostAddress('nh_routines_run') };
	}

	closeRoutines(): void {
		hostLibrary().nh_routines_close(this.address);
	}

	routineCounters(): RoutineCounters {
		hostLibrary().nh_routines_counters(this.address, addressOfArray(this.#counters));
		const [subscribed = 0, live = 0, runs = 0] = Array.from(this.#counters, Number);
		return { subscribed, live, runs };
	}
}

function addressOfArray(array: BigUint64Array): Address {
	return addressOf(koffi.address(array));
}
