import type { Language } from '../../toolchain/languages.ts';

/**
 * One step of a template from a version to the next. What it does follows from data: the files of both versions are made from the
 * same answers, and `plugin-kit update` brings the difference into the project.
 */
export interface Migration {
	language: Language;
	/** Version that it leads to, from the one before. */
	to: number;
	/** What the author gets, in a few words. */
	title: string;
	/** Template files that are others since then, by their `from`. */
	changed: readonly string[];
	/** Folder below `templates/` that keeps them as they were. */
	kept: string;
	/** Files of the project that there are since then, by their `to`. */
	added: readonly string[];
}
