import { UsageError } from '../errors.ts';
import { falcoBehaviour } from '../falco/behaviour.ts';
import { DEFAULT_RELEASE, type FalcoRelease, findRelease, KNOWN_RELEASES } from '../rules/release.ts';
import type { RulesSource } from '../rules/ruleset/ruleset.ts';
import { rulesSourceOf } from './field-classes.ts';
import { type Discover, loadPlugins } from './loading/load-plugins.ts';
import type { RulesSetting } from './loading/load-rules.ts';
import type { LoadedPlugin } from './loading/loaded-plugin.ts';
import { sourcesOf } from './loading/sources.ts';
import type { RunPlan, RunSource } from './plan.ts';
import type { RunFlags } from './run-flags.ts';
import { type RunSubject, type SubjectSurroundings, subjectOf } from './subject.ts';

/** A run before its first event: what is configured, and what was loaded. */
export interface PreparedRun extends RunSubject {
	readonly release: FalcoRelease;
	readonly falco: RunPlan['falco'];
	readonly plugins: readonly LoadedPlugin[];
	/** Every source, enabled or not: rules of all are loaded. */
	readonly sources: readonly RunSource[];
}

export interface PrepareSurroundings extends SubjectSurroundings {
	readonly discover: Discover;
}

/** Reads the configuration, builds the project where one is meant, and asks the plugins what they are. */
export async function prepareRun(
	paths: readonly string[],
	flags: RunFlags,
	surroundings: PrepareSurroundings,
): Promise<PreparedRun> {
	const release = releaseOf(flags.falco);
	// The releases whose rules engine is known do the same to plugins as the newest one.
	const falco = falcoBehaviour();
	const subject = await subjectOf(paths, flags, surroundings);
	const plugins = await loadPlugins(subject.config.plugins, falco, surroundings.discover);
	return { ...subject, release, falco, plugins, sources: sourcesOf(plugins, surroundings.warn) };
}

/** What the rules of a run are loaded with. */
export function rulesSettingOf({ release, sources, plugins, config }: PreparedRun): RulesSetting {
	const rulesSources: RulesSource[] = sources.map((source) => rulesSourceOf(source, config.staticFields));
	return { release, sources: rulesSources, plugins, appendOutput: config.appendOutput };
}

function releaseOf(version: string | undefined): FalcoRelease {
	const release = version === undefined ? DEFAULT_RELEASE : findRelease(version);
	if (release !== undefined) return release;
	throw new UsageError(`unknown Falco version ${version}`, [`Known are ${KNOWN_RELEASES.join(' and ')}.`]);
}
