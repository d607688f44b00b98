import { CATALOGUE, elfTarget } from '../../harness/catalogue.ts';
import type { Check, FileCheck, LiveCheck, ProcessesCheck } from '../../harness/define-check.ts';
import type { ReturnedText } from '../../harness/protocol/returned-text.ts';
import type { Description, FileReading } from '../../harness/subjects.ts';
import { readLibrary } from '../elf/library-file.ts';
import { DEPLOYMENT_IMAGES } from '../falco/images.ts';
import { libcLookup } from '../falco/libc-lookup.ts';
import { packageVersion } from '../package-root.ts';
import { REPORT_SCHEMA_VERSION, type Report, summarize } from '../report/model.ts';
import { applyAllow } from './allow.ts';
import { type Discovered, runSuite, wantsTests } from './author-suite.ts';
import { collectEvents } from './collect-events.ts';
import { type Discovery, discover } from './discover.ts';
import { Interrupted } from './interrupted.ts';
import { runLiveChecks } from './live-run.ts';
import type { ConformanceOptions } from './options.ts';
import { judgeEnds, ordinaryRun } from './ordinary-run.ts';
import { pluginReport } from './plugin-report.ts';
import { judgeRelease } from './release-checks.ts';
import { reproduceCommand } from './reproduce.ts';
import { Results } from './results.ts';
import { nameSdkDefects, sdkOf } from './sdk-findings.ts';
import { selectChecks } from './select.ts';
import { type Stages, sortByStage } from './stages.ts';

/** Processes over which is compared, at least, what must not change between them. */
const PROCESSES = 3;

/**
 * Runs the conformance harness on a library: the file, then discovery in children, then one ordinary life, then every check
 * that needs a scenario of its own (design section 3). Throws UsageError where the path names no file, Interrupted where
 * the run was ended; everything that is wrong with the plugin is in the report.
 */
export async function runConformance(options: ConformanceOptions): Promise<Report> {
	const start = performance.now();
	const selected = selectChecks(CATALOGUE, options.profile, options.select, options.skip);
	const stage = sortByStage(selected);
	let done = 0;
	const results = new Results(
		(id) => reproduceCommand(options.library, id, options.seed, options.reproduceFlags),
		({ id }) => {
			done += 1;
			options.onProgress({ kind: 'check', id, done, total: selected.length });
		},
	);
	const reading = readLibrary(options.library);
	options.onProgress({ kind: 'phase', phase: 'file', total: stage.file.length });
	judgeFile(stage.file, reading, options, results);
	const discovered = await runStages(stage, reading, options, results);
	const { description } = discovered;
	const tests = await runSuite(stage.authorTests, discovered, options, results);
	const sdk = reading.kind === 'object' ? sdkOf(reading.object) : undefined;
	const checks = applyAllow(nameSdkDefects(results.inOrder(selected), sdk), options.allow);
	return {
		schemaVersion: REPORT_SCHEMA_VERSION,
		plugin: pluginReport(options.library, reading, description),
		run: {
			profile: options.profile,
			falco: options.falco.release,
			seed: options.seed,
			durationMs: Math.round(performance.now() - start),
			pluginKit: packageVersion(),
		},
		summary: summarize(checks),
		checks,
		tests,
	};
}

function judgeFile(
	checks: readonly FileCheck[],
	reading: FileReading,
	options: ConformanceOptions,
	results: Results,
): void {
	const { library: path, target, falco } = options;
	const loadable = isTarget(reading, options);
	for (const check of checks) {
		if (!loadable && check.id !== elfTarget.id) {
			results.skip(check, `blocked by ${elfTarget.id}: the file cannot be loaded`);
			continue;
		}
		const begun = performance.now();
		const outcome = check.judge({ path, reading, target, images: DEPLOYMENT_IMAGES, libcLookup, falco });
		results.outcome(check, outcome, performance.now() - begun);
	}
}

/** Whether the file is a shared object for the machine that is tested for: else there is nothing to load. */
function isTarget(reading: FileReading, options: ConformanceOptions): boolean {
	const { library: path, target, falco } = options;
	const outcome = elfTarget.judge({ path, reading, target, images: DEPLOYMENT_IMAGES, libcLookup, falco });
	return (
		outcome.kind === 'judged' &&
		outcome.findings.every(({ severity }) => severity !== undefined && severity !== 'error')
	);
}

/** Discovery, the ordinary life, and the scenarios; gives every check of them a verdict. */
async function runStages(
	stage: Stages,
	reading: FileReading,
	options: ConformanceOptions,
	results: Results,
): Promise<Discovered> {
	const all = [
		...stage.description,
		...stage.processes,
		...stage.ends,
		...stage.record,
		...stage.live,
		...stage.release,
	];
	const skipAll = (checks: readonly Check[], reason: string) => {
		for (const check of checks) if (!results.has(check.id)) results.skip(check, reason);
	};
	if (!isTarget(reading, options)) {
		const refusal = `blocked by ${elfTarget.id}: the file cannot be loaded`;
		skipAll(all, refusal);
		return { description: undefined, refusal };
	}
	if (all.length === 0 && !wantsTests(stage.authorTests, options))
		return { description: undefined, refusal: undefined };
	options.onProgress({ kind: 'phase', phase: 'discovery', total: 1 });
	const first = await discover(options);
	if (first.death.kind === 'interrupted') throw new Interrupted();
	const { description } = first;
	if (!description) {
		reportFailedDiscovery(first, stage, results);
		const { death } = first;
		const died = death.kind === 'none' ? undefined : death.draft.message;
		const refusal = `blocked: discovery did not come to its end${died ? `, ${died}` : ''}`;
		skipAll(all, refusal);
		const broken = died ? undefined : (first.broken ?? 'discovery ended without a description');
		return { description: undefined, refusal, ...(broken ? { broken } : {}) };
	}
	for (const check of stage.description) {
		if (skipForCapability(check, description, results)) continue;
		const begun = performance.now();
		const outcome = check.judge({ description, reading, falco: options.falco });
		results.outcome(check, outcome, performance.now() - begun);
	}
	const refusal = whyNotLoadable(description);
	if (refusal) {
		await judgeProcesses(stage.processes, description, [], options, results);
		skipAll(all, refusal);
		return { description, refusal };
	}
	// Before the lives, since an input that is no such thing ends the run.
	const release = stage.release.filter((check) => !skipForCapability(check, description, results));
	await judgeRelease(release, description, options, results);
	// A failed init followed by destroy ends a process with the Go SDK in it (facts/abi.md section 5).
	const survivesFailures = reading.kind === 'object' && reading.object.language !== 'go';
	const given = await givenEvents(stage, description, options);
	const fieldsElsewhere: ReturnedText[] = [];
	const onFields = (text: ReturnedText) => fieldsElsewhere.push(text);
	const living = { ...options, survivesFailures, onFields, ...(given === undefined ? {} : { given }) };
	await runLives(stage, description, living, results);
	await judgeProcesses(stage.processes, description, fieldsElsewhere, options, results);
	return { description, refusal: undefined };
}

/** Events of the plugin that the author named, for a plugin without a source of its own. */
async function givenEvents(stage: Stages, description: Description, options: ConformanceOptions) {
	const { with: named } = options.inputs;
	const lives = stage.ends.length + stage.record.length + stage.live.length > 0;
	if (named === null || !lives || description.capabilities.includes('source')) return undefined;
	const given = await collectEvents(named, description, options);
	if (given === undefined) throw new Interrupted();
	return given;
}

async function runLives(
	stage: Stages,
	description: Description,
	options: ConformanceOptions & { survivesFailures: boolean },
	results: Results,
): Promise<void> {
	const applicable = <C extends Check>(checks: readonly C[]) =>
		checks.filter((check) => !skipForCapability(check, description, results));
	const ends = applicable(stage.ends);
	const records = applicable(stage.record);
	const live = applicable(stage.live);
	let blocked: Awaited<ReturnType<typeof ordinaryRun>>['blocked'];
	const lived = ends.length + records.length > 0;
	if (lived) {
		options.onProgress({ kind: 'phase', phase: 'ordinary-run', total: ends.length + records.length });
		const run = await ordinaryRun(options, description, { ends, records }, results);
		if (run.interrupted) throw new Interrupted();
		blocked = run.blocked;
	}
	const open = live.filter((check) => {
		if (!blocked) return !(check.shownByLife && lived && judgeShown(check, results));
		if (check.explains === blocked.end) return true;
		const depends = blocked.call === 'dlopen' || check.calls.some((call) => call === blocked?.call);
		if (depends) results.skip(check, `blocked by ${blocked.how}`);
		return !depends;
	});
	options.onProgress({ kind: 'phase', phase: 'checks', total: open.length });
	const run = await runLiveChecks(options, description, open, results);
	if (run.interrupted) throw new Interrupted();
}

/** The verdict of a check whose assertion the ordinary life has shown already. */
function judgeShown(check: LiveCheck, results: Results): true {
	results.outcome(check, { kind: 'judged', findings: [], tried: 'one ordinary life' }, 0);
	return true;
}

/** A library that dies while it is loaded and asked who it is: the death is a verdict of the robust checks. */
function reportFailedDiscovery(discovery: Discovery, stage: Stages, results: Results): void {
	const { death } = discovery;
	if (death.kind === 'none' || death.kind === 'interrupted') {
		const [check] = [...stage.ends, ...stage.description];
		if (check) results.broken(check, discovery.broken ?? 'discovery ended without a description');
		return;
	}
	judgeEnds(stage.ends, death, results, 0);
}

/** Judges over the processes that there were, and over discoveries in others where those were few. */
async function judgeProcesses(
	checks: readonly ProcessesCheck[],
	description: Description,
	fieldsElsewhere: ReturnedText[],
	options: ConformanceOptions,
	results: Results,
): Promise<void> {
	const applicable = checks.filter((check) => !skipForCapability(check, description, results));
	if (applicable.length === 0) return;
	const begun = performance.now();
	for (let processes = 1 + fieldsElsewhere.length; processes < PROCESSES; processes++) {
		const again = await discover(options);
		if (again.death.kind === 'interrupted') throw new Interrupted();
		if (again.description?.load.kind === 'loaded') fieldsElsewhere.push(again.description.fields);
	}
	for (const check of applicable) {
		results.outcome(check, check.judge({ description, fieldsElsewhere }), performance.now() - begun);
	}
}

function skipForCapability(check: Check, description: Description, results: Results): boolean {
	const { capabilities } = check;
	if (capabilities === 'all' || description.load.kind === 'refused') return false;
	if (capabilities.some((capability) => description.capabilities.includes(capability))) return false;
	results.skip(check, `the plugin has no ${capabilities.join(' or ')} capability`);
	return true;
}

/** Why nothing can be called beyond the descriptive functions; the checks that say so in full have run before. */
function whyNotLoadable(description: Description): string | undefined {
	if (description.load.kind === 'refused') return 'blocked by abi.dlopen-now: the library does not load';
	const missing = (['init', 'destroy', 'get_last_error'] as const).filter(
		(name) => !description.exported.includes(name),
	);
	if (missing.length > 0) return `blocked by abi.required-symbols: no plugin_${missing.join(', plugin_')}`;
	return undefined;
}
