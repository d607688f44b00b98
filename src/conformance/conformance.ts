import { CATALOGUE, elfTarget } from '../../harness/catalogue.ts';
import type {
	Check,
	DescriptionCheck,
	FileCheck,
	LiveCheck,
	OrdinaryRunCheck,
	RecordCheck,
} from '../../harness/define-check.ts';
import type { Description, FileReading } from '../../harness/subjects.ts';
import { readLibrary } from '../elf/library-file.ts';
import { DEPLOYMENT_IMAGES } from '../falco/images.ts';
import { libcLookup } from '../falco/libc-lookup.ts';
import { packageVersion } from '../package-root.ts';
import { REPORT_SCHEMA_VERSION, type Report, summarize } from '../report/model.ts';
import { applyAllow } from './allow.ts';
import { type Discovery, discover } from './discover.ts';
import { runLiveChecks } from './live-run.ts';
import type { ConformanceOptions } from './options.ts';
import { judgeEnds, ordinaryRun } from './ordinary-run.ts';
import { pluginReport } from './plugin-report.ts';
import { reproduceCommand } from './reproduce.ts';
import { Results } from './results.ts';
import { selectChecks } from './select.ts';

/** Discoveries beyond the first: what must not change between processes is compared over them. */
const REPEATS = 2;

/** Ended by the user: there is no report. */
export class Interrupted extends Error {}

/**
 * Runs the conformance harness on a library: the file, then discovery in children, then one ordinary life, then every check
 * that needs a scenario of its own (design section 3). Throws UsageError where the path names no file, Interrupted where
 * the run was ended; everything that is wrong with the plugin is in the report.
 */
export async function runConformance(options: ConformanceOptions): Promise<Report> {
	const start = performance.now();
	const selected = selectChecks(CATALOGUE, options.profile, options.select, options.skip);
	const stage = stages(selected);
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
	const description = await runStages(stage, reading, options, results);
	const checks = applyAllow(results.inOrder(selected), options.allow);
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
	};
}

interface Stages {
	file: FileCheck[];
	description: DescriptionCheck[];
	ends: OrdinaryRunCheck[];
	record: RecordCheck[];
	live: LiveCheck[];
}

function stages(checks: readonly Check[]): Stages {
	const sorted: Stages = { file: [], description: [], ends: [], record: [], live: [] };
	for (const check of checks) {
		switch (check.stage) {
			case 'file':
				sorted.file.push(check);
				break;
			case 'description':
				sorted.description.push(check);
				break;
			case 'ordinary-run':
				sorted.ends.push(check);
				break;
			case 'record':
				sorted.record.push(check);
				break;
			case 'live':
				sorted.live.push(check);
				break;
		}
	}
	return sorted;
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
): Promise<Description | undefined> {
	const all = [...stage.description, ...stage.ends, ...stage.record, ...stage.live];
	const skipAll = (checks: readonly Check[], reason: string) => {
		for (const check of checks) if (!results.has(check.id)) results.skip(check, reason);
	};
	if (!isTarget(reading, options)) {
		skipAll(all, `blocked by ${elfTarget.id}: the file cannot be loaded`);
		return undefined;
	}
	if (all.length === 0) return undefined;
	options.onProgress({ kind: 'phase', phase: 'discovery', total: 1 });
	const first = await discover(options);
	if (first.death.kind === 'interrupted') throw new Interrupted();
	const { description } = first;
	if (!description) {
		reportFailedDiscovery(first, stage, results);
		skipAll(all, `blocked: discovery did not come to its end`);
		return undefined;
	}
	const repeats = await repeatDiscovery(description, options);
	for (const check of stage.description) {
		if (skipForCapability(check, description, results)) continue;
		const begun = performance.now();
		const outcome = check.judge({ description, repeats, reading, falco: options.falco });
		results.outcome(check, outcome, performance.now() - begun);
	}
	const refusal = whyNotLoadable(description);
	if (refusal) {
		skipAll(all, refusal);
		return description;
	}
	await runLives(stage, description, options, results);
	return description;
}

async function runLives(
	stage: Stages,
	description: Description,
	options: ConformanceOptions,
	results: Results,
): Promise<void> {
	const applicable = <C extends Check>(checks: readonly C[]) =>
		checks.filter((check) => !skipForCapability(check, description, results));
	const ends = applicable(stage.ends);
	const records = applicable(stage.record);
	const live = applicable(stage.live);
	let blocked: Awaited<ReturnType<typeof ordinaryRun>>['blocked'];
	if (ends.length + records.length > 0) {
		options.onProgress({ kind: 'phase', phase: 'ordinary-run', total: ends.length + records.length });
		const run = await ordinaryRun(options, description, { ends, records }, results);
		if (run.interrupted) throw new Interrupted();
		blocked = run.blocked;
	}
	const open = live.filter((check) => {
		if (!blocked) return true;
		if (check.explains === blocked.end) return true;
		const depends = blocked.call === 'dlopen' || check.calls.some((call) => call === blocked?.call);
		if (depends) results.skip(check, `blocked by ${blocked.how}`);
		return !depends;
	});
	options.onProgress({ kind: 'phase', phase: 'checks', total: open.length });
	const run = await runLiveChecks(options, description, open, results);
	if (run.interrupted) throw new Interrupted();
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

async function repeatDiscovery(description: Description, options: ConformanceOptions): Promise<Description[]> {
	if (!description.capabilities.includes('extract')) return [];
	const repeats: Description[] = [];
	for (let index = 0; index < REPEATS; index++) {
		const again = await discover(options);
		if (again.death.kind === 'interrupted') throw new Interrupted();
		if (again.description) repeats.push(again.description);
	}
	return repeats;
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
