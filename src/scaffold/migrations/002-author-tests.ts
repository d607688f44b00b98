import type { Migration } from './migration.ts';

/** Tests of the plugin's own, the table of fields by command, and the answers on record. */
export const AUTHOR_TESTS: Migration = {
	language: 'c',
	to: 2,
	title: "tests of the plugin's own (tests/*.yaml), and what the template was told is kept in plugin-kit.yaml",
	changed: ['_shared/plugin-kit.yaml.ejs', '_shared/README.md.ejs'],
	kept: '_history/c/1',
	added: ['tests/NAME.yaml'],
};
