import { EVENT_TYPES, PLUGIN_EVENT } from '../../abi/event-types.ts';
import { type ApiFunction, type Capability, symbolOf } from '../../abi/symbols.ts';
import { defineCheck } from '../../define-check.ts';
import { quoted } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import type { EventTypesReading, OrdinaryRecord } from '../../record.ts';
import { ownSource } from './source-list.ts';

const LISTS = [
	{ capability: 'extract', name: 'get_extract_event_types', member: 'extractEventTypes' },
	{ capability: 'parse', name: 'get_parse_event_types', member: 'parseEventTypes' },
] as const satisfies readonly { capability: Capability; name: ApiFunction; member: keyof OrdinaryRecord }[];

export default defineCheck({
	id: 'sources.event-types',
	title: 'lists of event types can be read and make sense',
	asserts:
		'After plugin_init, plugin_get_extract_event_types and plugin_get_parse_event_types, where they are exported, write their count and return an array of that length, or NULL and 0. Each entry is an event type that exists. A plugin with an event source of its own lists 322, the type of its own events.',
	severity: 'error',
	capabilities: ['extract', 'parse'],
	profile: 'dev',
	stage: 'record',
	why: 'libs resolve_dylib_compatible_codes reads the array once after init, up to the count that the plugin wrote. Only events of the listed types reach the plugin.',
	fix: 'Write the number of entries to *numtypes and return an array of that many 16-bit event types which lives as long as the plugin.',
	judge({ record, description }) {
		const own = ownSource(description);
		const lists = LISTS.flatMap(({ capability, name, member }) => {
			const reading = description.capabilities.includes(capability) ? record[member] : null;
			return reading ? [{ name, reading }] : [];
		});
		return judged(
			lists.flatMap(({ name, reading }) => judgeReading(symbolOf(name), reading, own)),
			`${lists.length} lists`,
		);
	},
});

function judgeReading(call: string, reading: EventTypesReading, own: string | undefined): FindingDraft[] {
	const { count, array, types, readable } = reading;
	if (!count.written) {
		return [
			{
				message: `${call} does not write the number of its event types`,
				call,
				expected: '*numtypes is set, to 0 where there are none',
				observed: 'the value that was there before the call',
				evidence: 'Falco reads as many entries as it finds there by chance.',
				fix: 'Set *numtypes on every path.',
			},
		];
	}
	const entries = count.value >>> 0;
	if (entries === 0) return [];
	if (array === 0n) {
		return [
			{
				severity: 'warning',
				message: `${call} says that it has ${entries} event types and returns NULL`,
				call,
				expected: 'NULL with 0, or an array',
				observed: `NULL with ${entries}`,
				evidence: 'Falco takes NULL for no list; the count is ignored.',
				fix: 'Set *numtypes to 0 where NULL is returned.',
			},
		];
	}
	if (types === undefined) {
		return [
			{
				message: `${call} says that it has ${entries} event types, and only ${readable} of them can be read`,
				call,
				expected: `an array of ${entries} 16-bit numbers`,
				observed: `memory that ends after ${readable} entries`,
				evidence: 'Falco reads on behind the array.',
				fix: 'Set *numtypes to the number of entries of the array.',
			},
		];
	}
	return judgeTypes(call, types, own);
}

function judgeTypes(call: string, types: readonly number[], own: string | undefined): FindingDraft[] {
	const observed = types.slice(0, 20).join(', ') + (types.length > 20 ? ', ...' : '');
	const beyond = types.filter((type) => type >= EVENT_TYPES.length);
	const unused = types.filter((type) => EVENT_TYPES[type]?.unused);
	const findings: FindingDraft[] = [];
	if (beyond.length > 0) {
		findings.push({
			message: `${call} lists event types that do not exist: ${beyond.slice(0, 5).join(', ')}`,
			call,
			expected: `types below ${EVENT_TYPES.length}`,
			observed,
			fix: 'Use the event types of the host; 322 is the type of plugin events.',
		});
	}
	if (unused.length > 0) {
		findings.push({
			severity: 'warning',
			message: `${call} lists event types that no event has: ${unused.slice(0, 5).join(', ')}`,
			call,
			expected: 'types that are in use',
			observed,
			fix: 'Remove them: such an event never comes.',
		});
	}
	if (own !== undefined && !types.includes(PLUGIN_EVENT)) {
		findings.push({
			severity: 'warning',
			message: `${call} does not list 322, so that the events of the plugin's own source ${quoted(own)} never reach it`,
			call,
			expected: `${PLUGIN_EVENT} among the types`,
			observed,
			fix: 'Add 322 to the list.',
		});
	}
	return findings;
}
