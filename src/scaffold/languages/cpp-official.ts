import type { Template } from '../template.ts';
import { CPP_TEMPLATE } from './cpp.ts';

/**
 * C++17 with plugin-sdk-cpp 0.4.0, which CMake fetches (`--sdk official`). The SDK has macros for all capabilities; the template
 * shows those whose defects it knows how to work around (facts/abi.md 5).
 */
export const CPP_OFFICIAL_TEMPLATE: Template = {
	...CPP_TEMPLATE,
	capabilities: ['source', 'extract', 'set_config'],
	files: [
		{ from: 'cpp-official/CMakeLists.txt.ejs', to: 'CMakeLists.txt' },
		{ from: 'cpp/CMakePresets.json', to: 'CMakePresets.json' },
		{ from: 'cpp/exports.map', to: 'exports.map' },
		{ from: 'cpp-official/src/plugin.cpp.ejs', to: 'src/plugin.cpp' },
		{ from: 'cpp/src/json.hpp', to: 'src/json.hpp' },
		{ from: 'cpp/src/json.cpp', to: 'src/json.cpp' },
		{ from: 'cpp/tests/json_test.cpp', to: 'tests/json_test.cpp' },
	],
	sdk: 'the template over plugin-sdk-cpp 0.4.0',
	container: { ...CPP_TEMPLATE.container, packages: [...CPP_TEMPLATE.container.packages, 'git'] },
};
