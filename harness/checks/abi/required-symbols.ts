import { API_FUNCTION_NAMES, API_FUNCTIONS, symbolOf } from '../../abi/symbols.ts';
import { defineCheck } from '../../define-check.ts';
import { judged } from '../../protocol/verdict.ts';
import { whenLoaded } from '../when-loaded.ts';

const REQUIRED = API_FUNCTION_NAMES.filter((name) => {
	const { capability, need } = API_FUNCTIONS[name];
	return capability === 'common' && need === 'required';
});

export default defineCheck({
	id: 'abi.required-symbols',
	title: 'the eight functions of every plugin are exported',
	asserts: `These functions resolve: ${REQUIRED.map(symbolOf).join(', ')}.`,
	severity: 'error',
	capabilities: 'all',
	profile: 'dev',
	stage: 'description',
	why: 'libs plugin_check_required_symbols looks each of them up with dlsym when it loads a plugin, and refuses the plugin at the first that is missing.',
	fix: 'Define the function with C linkage (extern "C" in C++, //export in Go, #[no_mangle] in Rust) and default visibility.',
	judge: whenLoaded(({ description }) => {
		const exported = new Set(description.exported);
		const missing = REQUIRED.filter((name) => !exported.has(name));
		return judged(
			missing.map((name) => ({
				message: `the required function ${symbolOf(name)} is not exported`,
				call: symbolOf(name),
				expected: 'dlsym finds the symbol',
				observed: 'no such symbol',
				evidence:
					name === 'get_required_api_version'
						? 'Falco would say: cannot load plugin PATH: plugin_get_required_api_version symbol not implemented'
						: `Falco would say: cannot load plugin PATH: required symbol not implemented: '${name}'`,
				fix: `Define ${symbolOf(name)} with C linkage and default visibility.`,
			})),
			`${REQUIRED.length} symbols`,
		);
	}),
});
