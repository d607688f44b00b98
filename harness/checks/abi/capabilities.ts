import { API_FUNCTION_NAMES, type ApiFunction, capabilitiesOf, symbolOf } from '../../abi/symbols.ts';
import { defineCheck } from '../../define-check.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { whenLoaded } from '../when-loaded.ts';

interface Group {
	/** What the plugin author calls it. */
	name: string;
	/** Functions that only work together. */
	functions: readonly ApiFunction[];
	/** With one of these and not all, the loader refuses the plugin; the others alone are ignored. */
	refusedAlone: readonly ApiFunction[];
	/** What the loader says then, after `broken plugin capabilities: `, where it was recorded. */
	falco?: string;
}

const GROUPS: readonly Group[] = [
	{
		name: 'event sourcing',
		functions: ['open', 'close', 'next_batch'],
		refusedAlone: ['open', 'close', 'next_batch'],
		falco: "must implement all of 'plugin_open', 'plugin_close', and 'plugin_next_batch' (event sourcing)",
	},
	{ name: 'field extraction', functions: ['get_fields', 'extract_fields'], refusedAlone: ['extract_fields'] },
	{
		name: 'async events',
		functions: ['get_async_events', 'set_async_event_handler'],
		refusedAlone: ['set_async_event_handler'],
	},
	{ name: 'capture listening', functions: ['capture_open', 'capture_close'], refusedAlone: ['capture_open'] },
];

const list = (names: readonly ApiFunction[]) => names.map(symbolOf).join(' and ');

export default defineCheck({
	id: 'abi.capabilities',
	title: 'the functions of each capability come together',
	asserts:
		'The plugin has at least one capability that Falco can use. plugin_open, plugin_close and plugin_next_batch come together, and so do plugin_get_fields with plugin_extract_fields, plugin_get_async_events with plugin_set_async_event_handler, and plugin_capture_open with plugin_capture_close.',
	severity: 'error',
	capabilities: 'all',
	profile: 'dev',
	stage: 'description',
	why: 'libs plugin_get_capabilities infers the capabilities from the exported names and refuses the whole plugin when one of them is half there. Some halves it ignores without a word: the capability is then just missing.',
	fix: 'Export all functions of the capability, or none of them.',
	judge: whenLoaded(({ description }) => {
		const exported = new Set(description.exported);
		const findings: FindingDraft[] = [];
		for (const { name, functions, refusedAlone, falco } of GROUPS) {
			const present = functions.filter((one) => exported.has(one));
			const missing = functions.filter((one) => !exported.has(one));
			if (present.length === 0 || missing.length === 0) continue;
			const refused = present.some((one) => refusedAlone.includes(one));
			const [first = 'open'] = missing;
			findings.push({
				severity: refused ? 'error' : 'warning',
				message: refused
					? `${list(present)} without ${list(missing)}: the ${name} capability is half there, and Falco refuses the plugin`
					: `${list(present)} without ${list(missing)}: Falco ignores it, and the plugin has no ${name} capability`,
				call: symbolOf(first),
				expected: `all of ${list(functions)}, or none`,
				observed: `exported: ${list(present)}; missing: ${list(missing)}`,
				...(refused && falco
					? { evidence: `Falco would say: cannot load plugin PATH: broken plugin capabilities: ${falco}` }
					: {}),
				fix: `Export ${list(missing)} too, or remove ${list(present)}.`,
			});
		}
		if (exported.has('dump_state') && !exported.has('get_async_events') && !exported.has('set_async_event_handler')) {
			findings.push({
				severity: 'warning',
				message: 'plugin_dump_state without the async event functions: Falco never calls it',
				call: symbolOf('dump_state'),
				expected: 'plugin_get_async_events and plugin_set_async_event_handler beside it',
				observed: 'neither is exported',
				fix: 'Export the async event functions too, or remove plugin_dump_state.',
			});
		}
		const capabilities = capabilitiesOf(exported);
		const [only] = capabilities;
		if (only === undefined && !findings.some(({ severity }) => severity === 'error')) {
			findings.push({
				message: 'the plugin has no capability',
				expected: 'the functions of at least one capability',
				observed: `${exported.size} of ${API_FUNCTION_NAMES.length} API functions are exported, and no capability is complete`,
				evidence: 'Falco would say: cannot load plugin PATH: plugin does not implement any capability',
				fix: 'Export the functions of a capability with C linkage and default visibility.',
			});
		} else if (only === 'listen' && capabilities.length === 1) {
			findings.push({
				message: 'the plugin has the capture listening capability alone, and Falco refuses to start with it',
				expected: 'another capability beside capture listening',
				observed: 'capabilities: listen',
				evidence:
					'Falco ends when a loaded plugin is "loaded but unused as not compatible with any known event source"; it does not count capture listening as use.',
				fix: 'Give the plugin the capability that it listens for: sourcing, extraction, parsing or async events.',
			});
		}
		return judged(findings, capabilities.length > 0 ? `capabilities: ${capabilities.join(', ')}` : undefined);
	}),
});
