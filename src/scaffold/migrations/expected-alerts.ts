import type { Language } from '../../toolchain/languages.ts';
import type { Migration } from './migration.ts';

/** The versions that brought the change to each language, whose templates have the file in common. */
const VERSIONS: readonly (readonly [Language, number])[] = [
	['c', 3],
	['cpp', 2],
	['go', 2],
	['rust', 2],
];

/** Alerts that the tests of the plugin's own expect of its rules. */
export const EXPECTED_ALERTS: readonly Migration[] = VERSIONS.map(([language, to]) => ({
	language,
	to,
	title: "the tests of the plugin's own (tests/*.yaml) expect an alert of its rules",
	changed: ['_shared/tests/tests.yaml.ejs'],
	kept: '_history/_shared/1',
	added: [],
}));
