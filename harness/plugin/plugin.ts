import { existsSync } from 'node:fs';
import { API_FUNCTION_NAMES, type ApiFunction, type Capability, capabilitiesOf, symbolOf } from '../abi/symbols.ts';
import type { Arena } from '../memory/arena.ts';
import type { InputPlacement } from '../memory/input-placement.ts';
import type { IntOutput } from '../memory/outputs.ts';
import { hostDlopen, hostDlsym } from '../native/loading.ts';
import type { NativeHost } from '../native/native-host.ts';
import type { PostedThread } from '../native/posted-thread.ts';
import type { Owner } from '../owner/owner.ts';
import type { Owners } from '../owner/owners.ts';
import { callId } from '../protocol/call-ids.ts';
import { readCrashPage } from '../protocol/crash-page.ts';
import type { Overrun, WrittenInt } from '../record.ts';
import type { FalcoBehaviour } from '../subjects.ts';

/** What a call layer works with besides the plugin itself. */
export interface PluginSurroundings {
	host: NativeHost;
	/** The thread that Falco's main loop stands for: every call goes there unless a check says otherwise. */
	thread: PostedThread;
	/** The emulated Falco that each state of the plugin is given. */
	owners: Owners;
	arena: Arena;
	inputs: InputPlacement;
	falco: FalcoBehaviour;
	/** Told of every call, for --trace. */
	onCall?: (line: string) => void;
	/** Told of every function that returned, before its results are looked at. */
	afterCall?: (call: ApiFunction) => void;
}

/** A call that has not come back. */
export interface CallUnderWay {
	call: ApiFunction;
	elapsedMs: number;
	/** The thread on which it was made is gone. */
	threadEnded: boolean;
}

/**
 * A loaded plugin: its functions by name, called on the plugin thread. This file and its neighbours in this folder are the
 * only code that calls a plugin.
 */
export class Plugin {
	readonly surroundings: PluginSurroundings;
	readonly handle: bigint;
	readonly #symbols: ReadonlyMap<ApiFunction, bigint>;
	readonly #called: Set<ApiFunction>;
	readonly #capabilities: readonly Capability[];
	readonly #overruns = new Map<string, Overrun>();
	/** Functions called, in order, with their time: the raw material of records. */
	onReturn: ((call: ApiFunction, elapsedNs: bigint) => void) | undefined;

	private constructor(
		surroundings: PluginSurroundings,
		handle: bigint,
		symbols: ReadonlyMap<ApiFunction, bigint>,
		called = new Set<ApiFunction>(),
	) {
		this.surroundings = surroundings;
		this.handle = handle;
		this.#symbols = symbols;
		this.#called = called;
		this.#capabilities = capabilitiesOf(new Set(symbols.keys()));
	}

	/** The same plugin, called on another thread of the host. */
	on(thread: PostedThread): Plugin {
		return new Plugin({ ...this.surroundings, thread }, this.handle, this.#symbols, this.#called);
	}

	/**
	 * Loads a library with Falco's flags on the plugin thread (`plugin_loader.c:plugin_load`), and resolves the functions.
	 * Returns dlerror's text where it is refused.
	 */
	static async load(surroundings: PluginSurroundings, path: string): Promise<Plugin | { refused: string }> {
		const mode = surroundings.falco.eagerBinding ? 'now' : 'lazy';
		const loaded = await hostDlopen(surroundings.thread, path, mode);
		if (loaded.kind === 'refused') return { refused: loaded.error };
		const symbols = new Map<ApiFunction, bigint>();
		for (const name of API_FUNCTION_NAMES) {
			const address = hostDlsym(loaded.handle, symbolOf(name));
			if (address !== 0n) symbols.set(name, address);
		}
		return new Plugin(surroundings, loaded.handle, symbols);
	}

	/** The emulated Falco of a state. */
	ownerOf(state: bigint): Owner {
		return this.surroundings.owners.of(state);
	}

	exports(name: ApiFunction): boolean {
		return this.#symbols.has(name);
	}

	exported(): ApiFunction[] {
		return [...this.#symbols.keys()];
	}

	capabilities(): readonly Capability[] {
		return this.#capabilities;
	}

	has(capability: Capability): boolean {
		return this.#capabilities.includes(capability);
	}

	/** Address of a function, for the pump. */
	address(name: ApiFunction): bigint {
		const address = this.#symbols.get(name);
		if (address === undefined) throw new Error(`plugin_${name} is not exported`);
		return address;
	}

	/** The call that has not come back yet, how long ago it began, and whether its thread is still there (pthread_exit). */
	underWay(): CallUnderWay | undefined {
		const { thread, host } = this.surroundings;
		const crumb = readCrashPage(new Uint8Array(host.page)).breadcrumbs.find(({ slot }) => slot === thread.slot);
		const call = API_FUNCTION_NAMES.find((name) => name === crumb?.call);
		if (!crumb || call === undefined) return undefined;
		const elapsedMs = Number(process.hrtime.bigint() - crumb.startedAt) / 1e6;
		return { call, elapsedMs, threadEnded: !existsSync(`/proc/self/task/${crumb.tid}`) };
	}

	/** Notes a function that a native loop calls in place of `invoke`. */
	noteCalled(name: ApiFunction): void {
		this.#called.add(name);
	}

	/** What a function stored in its integer output; one that wrote beyond it is remembered. */
	stored(name: ApiFunction, output: IntOutput): WrittenInt {
		if (output.overrun()) this.noteOverrun({ call: name, output: 'integer' });
		return output.read();
	}

	/** Remembers, once, that a function wrote beyond an output. */
	noteOverrun(overrun: Overrun): void {
		this.#overruns.set(`${overrun.call} ${overrun.output}`, overrun);
	}

	/** Where functions wrote beyond their outputs, since this was last asked. */
	overruns(): Overrun[] {
		const overruns = [...this.#overruns.values()];
		this.#overruns.clear();
		return overruns;
	}

	/** API functions that were called so far. */
	called(): ApiFunction[] {
		return [...this.#called];
	}

	/** Starts the list of called functions anew, for the next check in this process. */
	forgetCalled(): void {
		this.#called.clear();
	}

	/**
	 * Calls a function on a thread with integer arguments, and returns the result register as an unsigned 64-bit number; the
	 * caller narrows it to the C type. The function must be exported.
	 */
	async invoke(name: ApiFunction, args: readonly bigint[], thread = this.surroundings.thread): Promise<bigint> {
		this.#called.add(name);
		const { onCall } = this.surroundings;
		onCall?.(`plugin_${name}(${args.map((value) => `0x${value.toString(16)}`).join(', ')})`);
		const start = process.hrtime.bigint();
		const result = await thread.call(callId(name), this.address(name), args);
		const elapsed = process.hrtime.bigint() - start;
		this.surroundings.afterCall?.(name);
		onCall?.(`plugin_${name} -> 0x${result.toString(16)} in ${elapsed / 1000n} us`);
		this.onReturn?.(name, elapsed);
		return result;
	}
}

/** A C int in a result register: its low 32 bits, signed. */
export function asInt(result: bigint): number {
	return Number(BigInt.asIntN(32, result));
}
