import type { Language } from '../../toolchain/languages.ts';
import { AUTHOR_TESTS } from './002-author-tests.ts';
import { EXPECTED_ALERTS } from './expected-alerts.ts';
import type { Migration } from './migration.ts';

/** All migrations, those of a language in the order of their versions. */
const MIGRATIONS: readonly Migration[] = [AUTHOR_TESTS, ...EXPECTED_ALERTS];

/** The migrations of a language's template, oldest first. */
export function migrationsOf(language: Language): Migration[] {
	return MIGRATIONS.filter((migration) => migration.language === language);
}
