import { API_FUNCTION_NAMES, API_FUNCTIONS, type ApiFunction, symbolOf } from '../../abi/symbols.ts';
import { defineCheck, type FileCheck } from '../../define-check.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import type { DynamicSymbol, SharedObject } from '../../subjects.ts';
import { counted, listing } from './listing.ts';
import { onObject } from './on-object.ts';

export default defineCheck<FileCheck>({
	id: 'file.api-symbols-visible',
	title: 'API functions are exported',
	asserts:
		'Every API function that the sources define is exported from the dynamic symbol table as a function; none is hidden, local, data or exported under a C++ name only.',
	severity: 'error',
	capabilities: 'all',
	profile: 'dev',
	stage: 'file',
	why: 'libs resolves the API with dlsym, which finds exported C names alone; an optional function that is not found is silently unused.',
	fix: 'Declare the functions `extern "C"` with `__attribute__((visibility("default")))` (FALCO_PLUGIN_EXPORT of plugin-kit\'s header), or build without -fvisibility=hidden.',
	judge: onObject((object) => {
		const places = API_FUNCTION_NAMES.map((name) => ({ name, place: placeOf(object, symbolOf(name)) }));
		const at = (place: Place) => places.filter((entry) => entry.place === place).map(({ name }) => name);
		const exported = at('exported').length;
		return judged(
			[...hiddenFinding(at('hidden')), ...dataFindings(at('data')), ...mangledFindings(at('mangled'))],
			`${counted(exported, 'API function')} exported`,
		);
	}),
});

type Place = 'exported' | 'data' | 'hidden' | 'mangled' | 'absent';

function placeOf(object: SharedObject, symbol: string): Place {
	const defined = (table: readonly DynamicSymbol[]) => table.find(({ name, defined }) => defined && name === symbol);
	const exported = defined(object.dynamicSymbols);
	if (exported !== undefined && exported.binding !== 'local') {
		if (exported.visibility === 'hidden' || exported.visibility === 'internal') return 'hidden';
		return exported.type === 'func' || exported.type === 'ifunc' ? 'exported' : 'data';
	}
	if (exported !== undefined || defined(object.symbols) !== undefined) return 'hidden';
	const mangled = `_Z${symbol.length}${symbol}`;
	return object.dynamicSymbols.some(({ name, defined }) => defined && name.startsWith(mangled)) ? 'mangled' : 'absent';
}

function hiddenFinding(names: readonly ApiFunction[]): FindingDraft[] {
	if (names.length === 0) return [];
	return [
		{
			message: `${counted(names.length, 'API function')} ${names.length === 1 ? 'is' : 'are'} in the library but not exported`,
			call: names.length === 1 && names[0] ? symbolOf(names[0]) : undefined,
			expected: 'exported functions',
			observed: `local or hidden: ${listing(names.map(symbolOf), 12)}`,
			fix: 'They are static, hidden by -fvisibility=hidden, or dropped by a version script. Remove that, or mark each with __attribute__((visibility("default"))).',
		},
	];
}

function dataFindings(names: readonly ApiFunction[]): FindingDraft[] {
	return names.map((name) => ({
		message: `${symbolOf(name)} is exported as data: Falco would run its bytes as code`,
		call: symbolOf(name),
		expected: 'a function',
		observed: 'a variable',
		fix: `Make ${symbolOf(name)} a function that returns the value.`,
	}));
}

/** C++ SDK 0.4.0 and before export plugin_event_to_string so, for every plugin; hence an optional function is no more than info. */
function mangledFindings(names: readonly ApiFunction[]): FindingDraft[] {
	return names.map((name) => ({
		severity: API_FUNCTIONS[name].need === 'required' ? 'error' : 'info',
		message: `${symbolOf(name)} is exported under its C++ name only, so Falco does not find it`,
		call: symbolOf(name),
		expected: symbolOf(name),
		observed: `_Z${symbolOf(name).length}${symbolOf(name)}...`,
		fix:
			name === 'event_to_string'
				? 'Declare it `extern "C"`. The C++ SDK up to 0.4.0 forgets this itself; there is then nothing that you can do but tell it.'
				: 'Declare it `extern "C"`.',
	}));
}
