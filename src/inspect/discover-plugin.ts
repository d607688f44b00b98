import { NO_INPUTS } from '../../harness/protocol/messages.ts';
import { discover } from '../conformance/discover.ts';
import { falcoBehaviour } from '../falco/behaviour.ts';
import { HERE } from './here.ts';
import type { Discovery } from './inspection.ts';

/** Loads a library in a child of its own, as the newest Falco would, and writes down what it says; never throws for what it does. */
export async function discoverPlugin(library: string): Promise<Discovery> {
	const { description, death, broken } = await discover({
		library,
		profile: 'dev',
		select: [],
		skip: [],
		inputs: NO_INPUTS,
		falco: falcoBehaviour(),
		target: HERE,
		seed: 0,
		jobs: 1,
		timeoutScale: 1,
		allow: [],
		suite: null,
		reproduceFlags: [],
		onProgress: () => undefined,
	});
	if (description !== undefined) return { kind: 'described', description };
	if (death.kind === 'interrupted') return { kind: 'none', reason: 'it was interrupted' };
	if (death.kind !== 'none') return { kind: 'none', reason: death.draft.message };
	throw new Error(broken ?? 'discovery ended without a word');
}
