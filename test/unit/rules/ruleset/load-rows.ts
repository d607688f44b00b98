import { printCondition } from '../../../../src/rules/condition/print.ts';
import type { Context } from '../../../../src/rules/file/location.ts';
import { findRelease } from '../../../../src/rules/release.ts';
import { RulesLoader } from '../../../../src/rules/ruleset/loader.ts';
import { unmetPluginRequirement } from '../../../../src/rules/ruleset/requirements.ts';
import { decodeText } from '../../../../src/rules/values/byte-text.ts';
import { probeFields } from '../probe-events.ts';

type LocationRow = [itemType: string, itemName: string, line: number, column: number];

/** A rules file with what an engine makes of it: the shape of `load.jsonl`. */
export interface LoadRow {
	readonly name: string;
	readonly yaml: string;
	readonly successful: boolean;
	readonly schema_valid: boolean | null;
	readonly errors: readonly [code: string, locations: LocationRow[]][];
	readonly warnings: readonly [code: string, locations: LocationRow[]][];
	readonly plugin_requirements_ok: boolean;
	readonly rules?: readonly {
		readonly name: string;
		readonly source: string;
		readonly priority: string;
		readonly enabled: boolean;
		readonly tags: readonly string[];
		readonly output: string;
		readonly compiled: string;
		readonly exception_fields: readonly string[];
	}[];
	readonly lists?: readonly { readonly name: string; readonly compiled: readonly string[]; readonly used: boolean }[];
	readonly macros?: readonly { readonly name: string; readonly compiled: string; readonly used: boolean }[];
}

/** The release whose development build answered. */
export const ORACLE_RELEASE = findRelease('0.45');

export function probeLoader(): RulesLoader {
	if (ORACLE_RELEASE === undefined) throw new Error('no release 0.45');
	return new RulesLoader({ release: ORACLE_RELEASE, sources: [{ name: 'probe_src', classes: probeFields().classes }] });
}

/** What our engine makes of the file of a row, as a row. */
export function loadAsRow(name: string, yaml: string): LoadRow {
	const loader = probeLoader();
	const result = loader.load({ name, text: yaml });
	const unmet = unmetPluginRequirement(loader.requiredPlugins, [{ name: 'probe', version: '1.2.3' }]);
	const verdict = {
		name,
		yaml,
		successful: result.successful,
		schema_valid: result.schema.status === 'none' ? null : result.schema.status === 'ok',
		errors: result.errors.map(({ code, context }): [string, LocationRow[]] => [code, locationRows(context)]),
		warnings: result.warnings.map(({ code, context }): [string, LocationRow[]] => [code, locationRows(context)]),
		plugin_requirements_ok: unmet === undefined,
	};
	if (!result.successful || unmet !== undefined) return verdict;
	const { rules, lists, macros } = loader.ruleset;
	const print = (condition: Parameters<typeof printCondition>[0]) => decodeText(printCondition(condition));
	return {
		...verdict,
		rules: rules.map(({ name: rule, source, priority, enabled, tags, output, condition, exceptionFields }) => ({
			name: rule,
			source,
			priority,
			enabled,
			tags,
			output,
			compiled: print(condition),
			exception_fields: exceptionFields,
		})),
		lists: lists.map(({ name: list, items, used }) => ({ name: list, compiled: items, used })),
		macros: macros.map(({ name: macro, condition, used }) => ({ name: macro, compiled: print(condition), used })),
	};
}

/** Without the location of the whole file, which every chain begins with. */
function locationRows(context: Context): LocationRow[] {
	return context.locations
		.slice(1)
		.map(({ itemType, itemName, mark }): LocationRow => [itemType, itemName, mark.line, mark.column]);
}
