import type { Description } from '../../harness/subjects.ts';
import { type ChildRun, runChild } from './child-run.ts';
import { type Death, deathOf } from './deaths.ts';
import type { ConformanceOptions } from './options.ts';

export interface Discovery {
	/** Undefined where the child died before it had all answers. */
	description: Description | undefined;
	death: Death;
	/** The harness's own failure, where it had one. */
	broken: string | undefined;
}

/**
 * Loads the library in a child and writes down what it says of itself, by Falco's calls in Falco's order
 * (`sinsp_plugin::create`; facts/abi.md 4.1). No state is made.
 */
export async function discover(options: ConformanceOptions): Promise<Discovery> {
	const run: ChildRun = await runChild(options, { kind: 'discover' });
	const described = run.messages.find((message) => message.kind === 'description');
	const broken = run.messages.find((message) => message.kind === 'broken');
	return {
		// Nothing but the plugin writes to the streams of a host child.
		description: described && { ...described.description, loadStderr: run.end.output.stderr },
		death: deathOf(run.end),
		broken:
			broken?.message ?? (described || run.end.kind !== 'completed' ? undefined : 'discovery ended without a word'),
	};
}
