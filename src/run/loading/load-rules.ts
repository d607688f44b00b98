import { excerptOf } from '../../rules/file/excerpt.ts';
import type { RulesFile } from '../../rules/file/read-file.ts';
import { loadResultText } from '../../rules/file/validation-report.ts';
import type { FalcoRelease } from '../../rules/release.ts';
import { skippedRules } from '../../rules/ruleset/advice/skipped-rules.ts';
import type { AppendOutput } from '../../rules/ruleset/extra-output.ts';
import { type FileLoad, RulesLoader } from '../../rules/ruleset/loader.ts';
import { unmetPluginRequirement } from '../../rules/ruleset/requirements.ts';
import type { RulesSource } from '../../rules/ruleset/ruleset.ts';
import { readText } from '../config/text-file.ts';
import { type LoadedPlugin, Refusal } from './loaded-plugin.ts';

export interface RulesSetting {
	readonly release: FalcoRelease;
	readonly sources: readonly RulesSource[];
	readonly plugins: readonly LoadedPlugin[];
	readonly appendOutput: readonly AppendOutput[];
}

/** Rules files with what became of each. */
export interface LoadedRules {
	readonly files: readonly RulesFile[];
	/** By file name. */
	readonly texts: ReadonlyMap<string, string>;
	readonly results: readonly FileLoad[];
	readonly loader: RulesLoader;
}

/** Loads every file, also after one that is wrong: to validate. */
export function validateRules(paths: readonly string[], setting: RulesSetting): LoadedRules {
	const files = paths.map((name) => ({ name, text: readText(name) }));
	const loader = new RulesLoader(setting);
	const results = files.map((file) => loader.load(file));
	return { files, texts: new Map(files.map(({ name, text }) => [name, text])), results, loader };
}

/**
 * Loads rules files to run them.
 * @throws Refusal with all that Falco says about the first file that is wrong, about a plugin that is asked for, or about
 *   a rule that lacks its source
 */
export function loadRules(paths: readonly string[], setting: RulesSetting): LoadedRules {
	const loaded = validateRules(paths, setting);
	const plugins = setting.plugins.map(({ name, version }) => ({ name, version }));
	const unmet = unmetPluginRequirement(loaded.loader.requiredPlugins, plugins);
	// Falco tells an unmet requirement even where a rule is wrong too.
	if (unmet !== undefined) throw new Refusal(unmet);
	const wrong = loaded.results.find(({ successful }) => !successful);
	if (wrong === undefined) {
		refuseMissingSource(loaded, setting);
		return loaded;
	}
	throw new Refusal(loadResultText(wrong, loaded.texts).trimEnd(), explanationsOf(wrong, loaded.texts));
}

/**
 * A rule that names no source is one of `syscall`, which Falco always has, so that it refuses the fields of a plugin
 * there (rules facts, section 5.4). Rules that may be on system calls are skipped: their fields are not known here.
 */
function refuseMissingSource({ loader, texts }: LoadedRules, { sources }: RulesSetting): void {
	const missing = skippedRules(loader.definitions, sources).find(({ kind }) => kind === 'missing-source');
	if (missing === undefined) return;
	const { place, lines } = excerptOf(missing.context, texts.get(missing.context.locations[0].name) ?? '');
	throw new Refusal(`${place}: ${missing.message}`, lines);
}

/** The exact place of each error, which Falco's own numbers do not give, and what it means. */
export function explanationsOf(result: FileLoad, texts: ReadonlyMap<string, string>): string[] {
	return result.errors.flatMap(({ context, explanation }) => {
		const { place, lines } = excerptOf(context, texts.get(context.locations[0].name) ?? '');
		return [`at ${place}`, ...lines, ...(explanation === undefined ? [] : [explanation])];
	});
}

/** What plugin-kit has to say of rules files, each one line, where Falco is silent. */
export function adviceLines({ results, texts }: LoadedRules): string[] {
	return results.flatMap(({ advice }) =>
		advice.map(({ kind, message, context }) => {
			const { place } = excerptOf(context, texts.get(context.locations[0].name) ?? '');
			return `${place}: ${message} (${kind})`;
		}),
	);
}

/** Falco's warnings, each one line. */
export function warningLines({ results, texts }: LoadedRules): string[] {
	return results.flatMap(({ warnings }) =>
		warnings.map(({ code, message, context }) => {
			const { place } = excerptOf(context, texts.get(context.locations[0].name) ?? '');
			return `${place}: ${code}: ${message}`;
		}),
	);
}
