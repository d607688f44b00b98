import { SCAFFOLD_CAPABILITIES } from '../capabilities.ts';
import type { Template } from '../template.ts';

/** C without an SDK, over the API header that plugin-kit brings. */
export const C_TEMPLATE: Template = {
	language: 'c',
	version: 3,
	capabilities: SCAFFOLD_CAPABILITIES,
	files: [
		{ from: 'c/Makefile.ejs', to: 'Makefile' },
		{ from: 'c/include/falco_plugin.h', to: 'include/falco_plugin.h' },
		{ from: 'c/src/plugin.c.ejs', to: 'src/NAME.c' },
		{ from: 'c/src/plugin.h.ejs', to: 'src/plugin.h' },
		{ from: 'c/src/config.c.ejs', to: 'src/config.c' },
		{ from: 'c/src/json.c', to: 'src/json.c' },
		{ from: 'c/src/json.h', to: 'src/json.h' },
		{ from: 'c/src/source.c.ejs', to: 'src/source.c', when: ['source'] },
		{ from: 'c/src/extract.c.ejs', to: 'src/extract.c', when: ['extract'] },
		{ from: 'c/src/parse.c.ejs', to: 'src/parse.c', when: ['parse'] },
		{ from: 'c/src/async.c.ejs', to: 'src/async.c', when: ['async'] },
		{ from: 'c/src/listen.c.ejs', to: 'src/listen.c', when: ['listen'] },
		{ from: 'c/src/metrics.c.ejs', to: 'src/metrics.c', when: ['metrics'] },
		{ from: 'c/tests/json_test.c', to: 'tests/json_test.c' },
	],
	build: { command: ['make'], output: (name) => `build/lib${name}.so` },
	unitTests: 'make test           # unit tests',
	debugOutput: 'the log of Falco, at severity debug',
	sdk: 'the API header of plugin-kit',
	container: {
		image: 'debian:bookworm',
		packages: ['ca-certificates', 'gcc', 'libc6-dev', 'make'],
		environment: [],
		unitTests: 'make test',
	},
	devContainer: { image: 'mcr.microsoft.com/devcontainers/cpp:debian-12' },
	extensions: ['ms-vscode.cpptools', 'redhat.vscode-yaml'],
};
