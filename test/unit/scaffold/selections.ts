import { CAPABILITIES } from '../../../harness/abi/symbols.ts';
import type { ScaffoldCapability } from '../../../src/scaffold/capabilities.ts';
import { pairwise } from './pairwise.ts';

/** Additions go with a capability of the API, without which no plugin loads. */
const loadable = (selection: readonly ScaffoldCapability[]) =>
	selection.some((capability) => (CAPABILITIES as readonly string[]).includes(capability));

/** Every capability of a template alone (additions with a source), and selections in which every two meet. */
export function selectionsOf(capabilities: readonly ScaffoldCapability[]): ScaffoldCapability[][] {
	const singles = capabilities.map((capability): ScaffoldCapability[] =>
		loadable([capability]) ? [capability] : ['source', capability],
	);
	const all = [...singles, ...pairwise(capabilities).filter(loadable)];
	return [...new Map(all.map((selection) => [selection.join(), selection])).values()];
}
