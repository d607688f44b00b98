import type { Migration } from './migration.ts';

/** Tests of the plugin's own, workflows and editor settings, the table of fields by command, and the answers on record. */
export const AUTHOR_TESTS: Migration = {
	language: 'c',
	to: 2,
	title:
		"tests of the plugin's own (tests/*.yaml), workflows and a dev container, and what the template was told is kept in plugin-kit.yaml",
	changed: ['_shared/plugin-kit.yaml.ejs', '_shared/README.md.ejs', '_shared/editorconfig', '_shared/gitignore'],
	kept: '_history/c/1',
	added: [
		'tests/NAME.yaml',
		'.github/workflows/ci.yaml',
		'.github/workflows/release.yaml',
		'.devcontainer/devcontainer.json',
		'.vscode/extensions.json',
	],
};
