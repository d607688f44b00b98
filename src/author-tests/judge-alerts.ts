import type { Description } from '../../harness/subjects.ts';
import type { ConformanceOptions } from '../conformance/options.ts';
import { UsageError } from '../errors.ts';
import { discoverPlugin } from '../inspect/discover-plugin.ts';
import type { Mismatch } from '../report/model.ts';
import { type AlertCheck, type AlertCheckResult, checkAlerts } from '../run/check-alerts.ts';
import type { ConfiguredPlugin } from '../run/config/model.ts';
import { loadPlugins } from '../run/loading/load-plugins.ts';
import { type LoadedPlugin, Refusal } from '../run/loading/loaded-plugin.ts';
import type { SourceEnd } from '../run/plan.ts';
import { runSources } from '../run/run-sources.ts';
import type { AuthorTest } from './model.ts';
import type { PlannedTest } from './plan.ts';

/** What came of the rules on the events of a test. */
export type AlertsJudgement =
	| { kind: 'judged'; mismatches: Mismatch[] }
	| { kind: 'died'; verdict: 'crash' | 'hang'; mismatches: Mismatch[] }
	| { kind: 'interrupted' };

/**
 * Runs the rules of a test, or of its project, on the events of the test as `plugin-kit run` would, in children of its own,
 * and compares the alerts with those that the test expects.
 *
 * @param projectRules the rules files of a test that names none
 */
export async function judgeAlerts(
	test: AuthorTest,
	{ scenario }: PlannedTest,
	projectRules: readonly string[],
	description: Description,
	options: ConformanceOptions,
): Promise<AlertsJudgement> {
	const rulesFiles = test.rules ?? projectRules;
	const place = test.alerts[0]?.place ?? test.place;
	if (rulesFiles.length === 0) {
		const message = "there are no rules that could alert: put them into rules/, or name their files with 'rules'";
		return { kind: 'judged', mismatches: [{ message, place }] };
	}
	try {
		const plugins = await pluginsOf(test, scenario, description, options);
		const check: AlertCheck = {
			expected: test.alerts,
			plugins,
			samples: samplesOf(scenario, plugins),
			rulesFiles,
			falco: options.falco,
			limit: test.limit,
			timeoutMs: test.timeoutMs,
			timeoutScale: options.timeoutScale,
			...(options.signal === undefined ? {} : { signal: options.signal }),
		};
		const result = await checkAlerts(check, runSources);
		return options.signal?.aborted ? { kind: 'interrupted' } : judged(test, result);
	} catch (error) {
		if (!(error instanceof Refusal || error instanceof UsageError)) throw error;
		const diff = [error.message, ...error.suggestions].join('\n');
		return { kind: 'judged', mismatches: [{ message: 'the rules cannot be run', place, diff }] };
	}
}

/** The plugin with the inputs of the test, and the one that brings its events where the project names one. */
function pluginsOf(
	{ place }: AuthorTest,
	scenario: PlannedTest['scenario'],
	description: Description,
	{ library, inputs, falco }: ConformanceOptions,
): Promise<LoadedPlugin[]> {
	const at = `${place.file}:${place.line}:${place.column}`;
	const own = { name: library, library, initConfig: scenario.initConfig ?? '', openParams: scenario.openParams };
	const configured: ConfiguredPlugin[] = [{ ...own, place: at }];
	if (inputs.with !== null && scenario.samples === null && !description.capabilities.includes('source')) {
		configured.push({ name: inputs.with, library: inputs.with, initConfig: '', openParams: '', place: at });
	}
	return loadPlugins(configured, falco, async (path) =>
		path === library ? { kind: 'described', description } : discoverPlugin(path),
	);
}

function samplesOf(
	{ samples, source }: PlannedTest['scenario'],
	[plugin]: readonly LoadedPlugin[],
): AlertCheck['samples'] {
	if (samples === null || plugin === undefined) return null;
	const { compatible } = plugin;
	const [usual = 'sample'] = [
		...(plugin.source === null ? [] : [plugin.source]),
		...(compatible.extract ?? []),
		...(compatible.parse ?? []),
	];
	return { source: source ?? usual, payloads: samples };
}

function judged(test: AuthorTest, { mismatches, ends, events }: AlertCheckResult): AlertsJudgement {
	const wrong = ends.map((end) => endMismatch(test, end)).find((end) => end !== undefined);
	if (wrong !== undefined && wrong.kind !== 'judged') return wrong;
	const isCut = events < test.limit && ends.some(({ how }) => how === 'limit');
	const differences = mismatches.map(
		({ index, message, expected, observed }): Mismatch => ({
			message,
			place: test.alerts[index]?.place ?? test.place,
			expected,
			observed: isCut ? `${observed}, in ${test.timeoutMs} ms, the timeout of the test` : observed,
		}),
	);
	return { kind: 'judged', mismatches: [...(wrong?.mismatches ?? []), ...differences] };
}

/** An end of a source that the test does not want; undefined where it is in order. */
function endMismatch(
	{ place, error }: AuthorTest,
	{ how, message, evidence }: SourceEnd,
): Exclude<AlertsJudgement, { kind: 'interrupted' }> | undefined {
	switch (how) {
		case 'eof':
		case 'limit':
		case 'interrupted':
			return undefined;
		case 'failure':
			if (error?.call === 'next_batch') return undefined;
			return { kind: 'judged', mismatches: [{ message: `the rules could not be run to the end: ${message}`, place }] };
		case 'crash':
		case 'exit':
		case 'hang': {
			const mismatch = {
				message: `while the rules ran: ${message}`,
				place,
				...(evidence === '' ? {} : { diff: evidence }),
			};
			return { kind: 'died', verdict: how === 'hang' ? 'hang' : 'crash', mismatches: [mismatch] };
		}
	}
}
