import type { Field } from './abi/fields.ts';
import type { LifeSettings } from './life/life-settings.ts';
import type { ProcessResources } from './life/process-resources.ts';
import type { GuardRules } from './memory/guarded-inputs.ts';
import type { PluginCalls } from './plugin/calls.ts';
import type { FieldRequest } from './plugin/extract.ts';
import type { DivertedOutput } from './plugin/standard-output.ts';
import type { Inputs } from './protocol/messages.ts';
import type { Severity } from './protocol/verdict.ts';
import type { OrdinaryRecord } from './record.ts';
import type { Description, FalcoBehaviour } from './subjects.ts';

/** How loading once more went; `resident` where the library had stayed in memory. */
export type Reloaded = { kind: 'fresh' | 'resident' } | { kind: 'refused'; error: string };

/** What a live check works with. Only types stand here: the parent reads the catalogue, and must not load the call layer. */
export interface LiveContext {
	readonly plugin: PluginCalls;
	readonly description: Description;
	readonly fields: readonly Field[];
	/** Every field with every argument with which an ordinary rule would ask for it. */
	readonly requests: readonly FieldRequest[];
	readonly inputs: Inputs;
	/** How an ordinary life of this plugin is lived: its configuration, parameters, event source. */
	readonly settings: LifeSettings;
	readonly falco: FalcoBehaviour;
	readonly seed: number;
	/** For waits of a check's own, which must grow with the deadlines. */
	readonly timeoutScale: number;
	/**
	 * Tells the parent what is tried next, so that the report says what the plugin died of. Awaited before the call that may
	 * not come back.
	 *
	 * @param severity how much a death weighs, where it is not that of the check
	 */
	trying(text: string, severity?: Severity): Promise<void>;
	/**
	 * Events as the host passes them on, read from an instance that is opened and closed for it; the author's samples, or
	 * synthetic ones, for a plugin without an event source. Empty where there are none to be had.
	 */
	sampleEvents(state: bigint, limit: number): Promise<Buffer[]>;
	/** Lives a whole life, from init to destroy: in full, or as much of it as goes through every call several times. */
	liveOrdinarily(length?: 'full' | 'short'): Promise<OrdinaryRecord>;
	/** Puts what calls are given into guarded memory while `use` runs, so that a breach of the rules is a crash. */
	withGuardedInputs<T>(rules: GuardRules, use: () => Promise<T>): Promise<T>;
	/** Unloads the library and loads it again; the methods of `plugin` are then those of the new one. */
	reload(): Promise<Reloaded>;
	/** What the process held of the system before the plugin was loaded. */
	readonly resourcesBefore: ProcessResources;
	/** The same as it is now. */
	resources(): ProcessResources;
	/** Bytes of the process's memory that belongs to no file. */
	anonymousBytes(): number;
	/** Inodes of the sockets that speak TCP or UDP. */
	networkSockets(): ReadonlySet<string>;
	/** What is printed while `run` runs, by whatever code. */
	divertOutput(run: () => Promise<unknown>): Promise<DivertedOutput>;
}
