import { scanVersion } from '../../harness/abi/api-versions.ts';
import { API_FUNCTION_NAMES, API_FUNCTIONS, type ApiFunction } from '../../harness/abi/symbols.ts';
import { type ReturnedText, utf8Of } from '../../harness/protocol/returned-text.ts';
import type { Description } from '../../harness/subjects.ts';

/** The order in which libs asks for the symbols that every plugin must have (`plugin_check_required_symbols`). */
const REQUIRED = API_FUNCTION_NAMES.filter(
	(name) => API_FUNCTIONS[name].capability === 'common' && API_FUNCTIONS[name].need === 'required',
);

/**
 * Why no Falco of the plugin's API major loads it, in Falco's own words (facts/falco-messages.md) without the
 * `cannot load plugin PATH: ` before them; undefined where nothing before get_fields speaks against it. Where the recorded
 * messages do not cover a half capability, only their beginning is given.
 */
export function loadRefusal(description: Description): string | undefined {
	if (description.load.kind === 'refused') return `can't load plugin dynamic library: ${description.load.error}`;
	const exported = new Set(description.exported);
	if (!exported.has('get_required_api_version')) return 'plugin_get_required_api_version symbol not implemented';
	const missing = REQUIRED.find((name) => !exported.has(name));
	if (missing !== undefined) return `required symbol not implemented: '${missing}'`;
	const version = utf8Of(description.version) ?? '';
	if (scanVersion(version) === undefined) return `plugin provided an invalid version string: '${version}'`;
	const broken = brokenCapabilities(exported, description);
	if (broken.length > 0) return `broken plugin capabilities: ${broken.join(', ')}`;
	if (description.capabilities.length === 0) return 'plugin does not implement any capability';
	if (utf8Of(description.eventSource) === 'syscall')
		return "plugin can't implement the reserved event source 'syscall'";
	return undefined;
}

/** The halves of capabilities that libs `plugin_get_capabilities` refuses (facts/abi.md 4.3). */
function brokenCapabilities(exported: ReadonlySet<ApiFunction>, { id, eventSource }: Description): string[] {
	const sourcing = (['open', 'close', 'next_batch'] as const).filter((name) => exported.has(name)).length;
	const broken: string[] = [];
	if (sourcing > 0 && sourcing < 3) {
		broken.push("must implement all of 'plugin_open', 'plugin_close', and 'plugin_next_batch' (event sourcing)");
	}
	if (sourcing === 3 && ((id ?? 0) !== 0) !== hasText(eventSource)) {
		broken.push("must implement both 'plugin_get_id' and 'plugin_get_event_source' or neither (event sourcing)");
	}
	for (const [name, half] of HALVES)
		if (exported.has(name) && !exported.has(half)) broken.push(`plugin_${name} without plugin_${half}`);
	return broken;
}

const HALVES: readonly (readonly [ApiFunction, ApiFunction])[] = [
	['extract_fields', 'get_fields'],
	['set_async_event_handler', 'get_async_events'],
	['capture_open', 'capture_close'],
];

function hasText(text: ReturnedText): boolean {
	return text.kind === 'text' && text.latin1 !== '';
}
