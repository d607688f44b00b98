import { SCAFFOLD_CAPABILITIES } from '../capabilities.ts';
import type { Template } from '../template.ts';

/** C++17 without an SDK, over a thin header that plugin-kit brings. */
export const CPP_TEMPLATE: Template = {
	language: 'cpp',
	version: 2,
	capabilities: SCAFFOLD_CAPABILITIES,
	files: [
		{ from: 'cpp/CMakeLists.txt.ejs', to: 'CMakeLists.txt' },
		{ from: 'cpp/CMakePresets.json', to: 'CMakePresets.json' },
		{ from: 'cpp/exports.map', to: 'exports.map' },
		{ from: 'c/include/falco_plugin.h', to: 'include/falco_plugin.h' },
		{ from: 'cpp/include/falco_plugin.hpp', to: 'include/falco_plugin.hpp' },
		{ from: 'cpp/src/plugin.hpp.ejs', to: 'src/plugin.hpp' },
		{ from: 'cpp/src/plugin.cpp.ejs', to: 'src/plugin.cpp' },
		{ from: 'cpp/src/json.hpp', to: 'src/json.hpp' },
		{ from: 'cpp/src/json.cpp', to: 'src/json.cpp' },
		{ from: 'cpp/src/source.cpp', to: 'src/source.cpp', when: ['source'] },
		{ from: 'cpp/src/extract.cpp.ejs', to: 'src/extract.cpp', when: ['extract'] },
		{ from: 'cpp/src/parse.cpp.ejs', to: 'src/parse.cpp', when: ['parse'] },
		{ from: 'cpp/src/async.cpp.ejs', to: 'src/async.cpp', when: ['async'] },
		{ from: 'cpp/src/listen.cpp', to: 'src/listen.cpp', when: ['listen'] },
		{ from: 'cpp/src/metrics.cpp.ejs', to: 'src/metrics.cpp', when: ['metrics'] },
		{ from: 'cpp/tests/json_test.cpp', to: 'tests/json_test.cpp' },
	],
	build: {
		command: ['cmake', '--workflow', '--preset', 'release'],
		output: (name) => `build/lib${name}.so`,
	},
	unitTests: 'ctest --preset release   # unit tests',
	debugOutput: 'the log of Falco, at severity debug',
	sdk: 'the C++ header of plugin-kit',
	container: {
		image: 'debian:bookworm',
		packages: ['ca-certificates', 'cmake', 'g++', 'make'],
		environment: [],
		unitTests: 'ctest --preset release',
	},
	devContainer: { image: 'mcr.microsoft.com/devcontainers/cpp:debian-12' },
	extensions: ['ms-vscode.cpptools', 'ms-vscode.cmake-tools', 'redhat.vscode-yaml'],
};
