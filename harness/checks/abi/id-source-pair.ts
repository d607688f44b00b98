import { defineCheck } from '../../define-check.ts';
import { describeReturned, lossyTextOf, quoted } from '../../protocol/describe-text.ts';
import { judged } from '../../protocol/verdict.ts';
import { whenLoaded } from '../when-loaded.ts';

const FALCO =
	"Falco would say: cannot load plugin PATH: broken plugin capabilities: must implement both 'plugin_get_id' and 'plugin_get_event_source' or neither (event sourcing)";

export default defineCheck({
	id: 'abi.id-source-pair',
	title: 'plugin ID and event source come together',
	asserts:
		'A source plugin has a plugin ID other than 0 and a non-empty event source, or neither. plugin_get_event_source, where it is exported, never returns NULL.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'dev',
	stage: 'description',
	why: 'libs plugin_get_capabilities calls both while loading: one without the other is refused, and the length of the source is taken without a look at the pointer, so that NULL is a crash. Neither of them is legal: such a plugin produces system call events.',
	fix: 'Return an ID (999 while developing) and an event source, or leave both functions out.',
	judge: whenLoaded(({ description: { id, eventSource } }) => {
		if (eventSource.kind !== 'absent' && eventSource.kind !== 'text') {
			return judged([
				{
					message: `the event source is ${describeReturned(eventSource)}`,
					call: 'plugin_get_event_source',
					expected: 'text; "" where the plugin has no event source of its own',
					observed: describeReturned(eventSource),
					evidence: 'Falco takes the length of the returned text without checking the pointer, and crashes.',
					fix: 'Return "" or leave plugin_get_event_source out.',
				},
			]);
		}
		const source = lossyTextOf(eventSource) ?? '';
		if (id && source === '') {
			return judged([
				{
					message: `the plugin has the ID ${id} and no event source`,
					call: 'plugin_get_event_source',
					expected: 'a non-empty event source, since plugin_get_id returns an ID',
					observed: describeReturned(eventSource),
					evidence: FALCO,
					fix: 'Return the name of the event source, or leave plugin_get_id out too.',
				},
			]);
		}
		if (!id && source !== '') {
			return judged([
				{
					message: `the plugin has the event source ${quoted(source)} and no ID`,
					call: 'plugin_get_id',
					expected: 'an ID other than 0, since plugin_get_event_source returns a source',
					observed: id === null ? 'plugin_get_id is not exported' : '0',
					evidence: FALCO,
					fix: 'Return 999 while developing, and the ID of the registry once the plugin is registered.',
				},
			]);
		}
		return judged([], id ? `ID ${id}, event source ${quoted(source)}` : 'no ID and no event source');
	}),
});
