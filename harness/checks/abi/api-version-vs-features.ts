import { type ApiVersion, compareVersions, scanVersion, versionText } from '../../abi/api-versions.ts';
import { API_FUNCTION_NAMES, API_FUNCTIONS, type ApiFunction, type Capability, symbolOf } from '../../abi/symbols.ts';
import { defineCheck } from '../../define-check.ts';
import { lossyTextOf } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { readFieldEntries } from '../fields/field-entries.ts';
import { whenLoaded } from '../when-loaded.ts';
import { oldestFalcoFor } from './api-releases.ts';

/** What is lost on a host that offers no more than the declared version; where absent, only the function is not called. */
const LOST: Partial<Record<ApiFunction, string>> = {
	set_config: 'the configuration cannot be changed while running',
	get_metrics: 'its metrics are missing, or of the wrong kind',
	capture_open: 'it does not hear of the start of the capture',
	dump_state: 'captures lack its state',
	get_required_event_schema_version: 'the event schema is not checked',
};

/**
 * plugin_get_metrics came with 3.5.0, whose numbering of metric types was replaced in 3.6.0; a plugin that declares 3.5.0
 * is read off by one by every Falco since 0.38.1 (facts/abi.md 1.3).
 */
const EFFECTIVE_SINCE: Partial<Record<ApiFunction, string>> = { get_metrics: '3.6.0' };

interface Feature {
	/** Such as `plugin_dump_state`, or `addOutput` of a field. */
	what: string;
	call: string;
	since: ApiVersion;
	lost: string;
}

export default defineCheck({
	id: 'abi.api-version-vs-features',
	title: 'the required API version is not older than the features in use',
	asserts:
		'The declared API version is at least that in which each exported function appeared: plugin_set_config 3.4, plugin_get_metrics 3.6, plugin_capture_open 3.7, plugin_dump_state 3.10, plugin_get_required_event_schema_version 3.12; and 3.8 where a field has addOutput.',
	severity: 'warning',
	capabilities: 'all',
	profile: 'dev',
	stage: 'description',
	why: 'A host of the declared version loads the plugin and does not know the newer feature: it vanishes without a word. The host asks for what it knows; the version that a plugin requires is the only thing that keeps it off hosts that are too old.',
	fix: 'Raise the version that plugin_get_required_api_version returns, or leave the feature out.',
	judge: whenLoaded(({ description }) => {
		const text = lossyTextOf(description.requiredApiVersion) ?? '';
		const declared = scanVersion(text);
		if (!declared) return skipped('the required API version cannot be read');
		const features: Feature[] = [];
		for (const name of API_FUNCTION_NAMES) {
			const row = API_FUNCTIONS[name];
			const inUse =
				row.capability === 'common' || (description.capabilities as readonly Capability[]).includes(row.capability);
			const since = scanVersion(EFFECTIVE_SINCE[name] ?? row.since);
			if (!inUse || !since || !description.exported.includes(name)) continue;
			features.push({
				what: symbolOf(name),
				call: symbolOf(name),
				since,
				lost: LOST[name] ?? 'the function is never called',
			});
		}
		const output = readFieldEntries(description.fields)?.find(
			(entry) => entry.json.get('addOutput')?.type === 'boolean',
		);
		if (output && description.capabilities.includes('extract')) {
			features.push({
				what: `addOutput of the field ${output.name}`,
				call: 'plugin_get_fields',
				since: { major: 3, minor: 8, patch: 0 },
				lost: 'the field is not added to the output of rules',
			});
		}
		const newer = features.filter(({ since }) => compareVersions(since, declared) > 0);
		return judged(
			newer.map(({ what, call, since, lost }): FindingDraft => {
				const minimum = versionText(since);
				const release = oldestFalcoFor(declared);
				return {
					message: `${what} needs API ${minimum}, and the plugin requires only ${versionText(declared)}`,
					call,
					expected: `a required API version of ${minimum} or newer`,
					observed: versionText(declared),
					evidence: `On ${release ? `Falco ${release}` : 'a host of that version'}, which accepts the plugin, ${lost}.`,
					fix: `Return "${minimum}" or a newer version from plugin_get_required_api_version, or leave ${what} out.`,
				};
			}),
			`${features.length} features against API ${versionText(declared)}`,
		);
	}),
});
