import { API_FUNCTION_NAMES, REMOVED_API_SYMBOLS, symbolOf } from '../../abi/symbols.ts';
import { defineCheck, type FileCheck } from '../../define-check.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { counted } from './listing.ts';
import { onObject } from './on-object.ts';

const API_SYMBOLS: readonly string[] = API_FUNCTION_NAMES.map(symbolOf);
/** Names that the Go SDK adds beside the API. */
const SDK_SYMBOLS: ReadonlySet<string> = new Set(['plugin_extract_fields_sync']);
/** Edits within which a name is taken for a misspelling: `plugin_get_field` for `plugin_get_fields`. */
const NEAR = 2;

export default defineCheck<FileCheck>({
	id: 'file.unknown-api-symbol',
	title: 'No misspelt API function',
	asserts:
		'Every exported function that starts with plugin_ is one that Falco resolves, or one that a known SDK adds. Names close to a real one are shown with it.',
	severity: 'warning',
	capabilities: 'all',
	profile: 'dev',
	stage: 'file',
	why: 'The loader ignores names that it does not know, so a misspelt optional function is silently never called.',
	fix: 'Correct the name; give functions of your own another prefix than plugin_, or make them static.',
	judge: onObject((object) => {
		const exported = object.dynamicSymbols
			.filter(({ name, defined, binding }) => defined && binding !== 'local' && name.startsWith('plugin_'))
			.map(({ name }) => name);
		const unknown = exported.filter((name) => !API_SYMBOLS.includes(name) && !SDK_SYMBOLS.has(name));
		return judged(
			unknown.map((name) => findingFor(name, new Set(exported))),
			`${counted(exported.length, 'exported plugin_ name')}`,
		);
	}),
});

function findingFor(name: string, exported: ReadonlySet<string>): FindingDraft {
	if (REMOVED_API_SYMBOLS.some((removed) => removed === name)) {
		return {
			message: `${name} belongs to a plugin API before 3.0; no Falco since 0.35 calls it`,
			observed: name,
			fix: 'Remove it, and build the plugin against the current plugin API.',
		};
	}
	const [closest] = API_SYMBOLS.filter((symbol) => !exported.has(symbol))
		.map((symbol) => ({ symbol, distance: editDistance(name, symbol) }))
		.sort((a, b) => a.distance - b.distance);
	if (closest !== undefined && closest.distance <= NEAR) {
		return {
			message: `${name} is not a function of the plugin API; did you mean ${closest.symbol}?`,
			expected: closest.symbol,
			observed: name,
			fix: `Rename it to ${closest.symbol}: under this name Falco never calls it.`,
		};
	}
	return {
		severity: 'info',
		message: `${name} is exported, and Falco never calls it`,
		observed: name,
		fix: 'Names with plugin_ belong to the API. Make the function static, or give it a prefix of your own.',
	};
}

/** Levenshtein distance: insertions, deletions and replacements from `a` to `b`. */
function editDistance(a: string, b: string): number {
	let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
			current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
		}
		previous = current;
	}
	return previous[b.length] ?? 0;
}
