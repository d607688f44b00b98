import type { Field } from './abi/fields.ts';
import type { LifeSettings } from './life/life-settings.ts';
import type { PluginCalls } from './plugin/calls.ts';
import type { Inputs } from './protocol/messages.ts';
import type { Description, FalcoBehaviour } from './subjects.ts';

/** What a live check works with. Only types stand here: the parent reads the catalogue, and must not load the call layer. */
export interface LiveContext {
	readonly plugin: PluginCalls;
	readonly description: Description;
	readonly fields: readonly Field[];
	readonly inputs: Inputs;
	/** How an ordinary life of this plugin is lived: its configuration, parameters, event source. */
	readonly settings: LifeSettings;
	readonly falco: FalcoBehaviour;
	readonly seed: number;
	/** For waits of a check's own, which must grow with the deadlines. */
	readonly timeoutScale: number;
}
