// How fast `run` evaluates rules, side by side with C loops in the same process: one that only reads events, and one that
// makes an extract_fields call for each comparison, as Falco does. Interleaved rounds, medians; no row is asserted. Times
// are those of the processor, of all threads of the process: on a machine with other work they are what a ratio can rest
// on. The JSON has the times of the clock too.
//
//   node test/bench/run.ts [--rounds N] [--milliseconds N] [--json FILE]

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { close, open } from '../../harness/plugin/source.ts';
import { startSurroundings, surroundingsBeside } from '../../harness/plugin/surroundings.ts';
import { callId } from '../../harness/protocol/call-ids.ts';
import { falcoBehaviour } from '../../src/falco/behaviour.ts';
import { DEFAULT_RELEASE } from '../../src/rules/release.ts';
import { UTC } from '../../src/rules/values/time.ts';
import { RulesEvaluator } from '../../src/run/engine/rules-evaluator.ts';
import type { RulesWork, RunMessage, RunPlan } from '../../src/run/plan.ts';
import type { SourceChannel } from '../../src/run/source-host/channel.ts';
import { type InitialisedPlugin, loadPlugins } from '../../src/run/source-host/load-plugins.ts';
import { openSource } from '../../src/run/source-host/open-source.ts';
import { PluginTalk } from '../../src/run/source-host/plugin-talk.ts';
import { RunningSource } from '../../src/run/source-host/run-source.ts';
import { buildSubjects, CLoop, type Comparison, type Subject } from './run/subjects.ts';

const { values: flags } = parseArgs({
	options: { rounds: { type: 'string' }, milliseconds: { type: 'string' }, json: { type: 'string' } },
});
const ROUNDS = Number(flags.rounds ?? 9);
/** What one measurement takes, about. */
const MILLISECONDS = Number(flags.milliseconds ?? 150);
const CALIBRATION_EVENTS = 50_000;
const MOST_EVENTS = 20_000_000;
const FIELDS = 10;

const equal = (field: number, value: string): Comparison => ({ field, operator: '=', value });

/** Rules of three comparisons over the same ten texts, none of which matches. */
const SHAPES = {
	/** Two comparisons hold and the third does not: a C host makes all three calls. */
	'third fails': (rule: number): Comparison[] => [
		equal((rule + 1) % FIELDS, commonValue((rule + 1) % FIELDS)),
		equal((rule + 4) % FIELDS, commonValue((rule + 4) % FIELDS)),
		equal((rule + 7) % FIELDS, `Other${rule}`),
	],
	/** The first comparison decides: a C host makes one call a rule. */
	'first fails': (rule: number): Comparison[] => [
		equal(rule % FIELDS, `Other${rule}`),
		equal((rule + 3) % FIELDS, commonValue((rule + 3) % FIELDS)),
		equal((rule + 7) % FIELDS, commonValue((rule + 7) % FIELDS)),
	],
	'contains, third fails': (rule: number): Comparison[] =>
		SHAPES['third fails'](rule).map((comparison) => ({ ...comparison, operator: 'contains' })),
} as const;

/** So many of the fields are texts where they are mixed (bench.c). */
const MIXED_TEXTS = 6;
const TEXT_OPERATORS = ['=', 'contains', 'startswith', 'endswith'] as const;

/** What holds for each event, and what for none, by one of its fields. */
const holding = (field: number, turn: number): Comparison => {
	if (field >= MIXED_TEXTS)
		return turn % 2 === 0 ? { field, operator: '>', value: turn } : { field, operator: '!= number', value: turn };
	const kinds: readonly Comparison[] = [
		{ field, operator: '!=', value: `Other${turn}` },
		{ field, operator: 'contains', value: `mon-${field}` },
		{ field, operator: 'startswith', value: `common-${field}` },
	];
	return kinds[turn % kinds.length] ?? equal(field, '');
};
const failing = (field: number, turn: number): Comparison =>
	field >= MIXED_TEXTS
		? { field, operator: turn % 2 === 0 ? '<' : '= number', value: turn }
		: { field, operator: TEXT_OPERATORS[turn % TEXT_OPERATORS.length] ?? '=', value: `Other${turn}` };

/** The same over six texts and four numbers, by operators of all kinds. */
const MIXED = {
	'mixed, third fails': (rule: number): Comparison[] => [
		holding((rule + 1) % FIELDS, rule),
		holding((rule + 4) % FIELDS, rule),
		failing((rule + 7) % FIELDS, rule),
	],
	'mixed, first fails': (rule: number): Comparison[] => [
		failing(rule % FIELDS, rule),
		holding((rule + 3) % FIELDS, rule),
		holding((rule + 7) % FIELDS, rule),
	],
} as const;

/** Rules by the value of one hot field; the first one is what matching events match. */
const hot = (rule: number): Comparison[] => [
	equal(0, rule === 0 ? 'hit' : `Name${rule}`),
	equal(1, commonValue(1)),
	equal(2, commonValue(2)),
];

function commonValue(field: number): string {
	return `common-${field}`;
}

/** Nanoseconds an event. */
interface Time {
	readonly processor: number;
	readonly clock: number;
}

/** One thing that is measured. */
interface Contender {
	readonly name: string;
	readonly measure: (events: number) => Promise<Time>;
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** The time of some work on so many events, without what its preparation left to be collected. */
async function timed(events: number, work: () => Promise<unknown>): Promise<Time> {
	collectGarbage();
	const usage = process.cpuUsage();
	const start = process.hrtime.bigint();
	await work();
	const clock = Number(process.hrtime.bigint() - start) / events;
	const { user, system } = process.cpuUsage(usage);
	return { processor: (1000 * (user + system)) / events, clock };
}

const plan = (
	rules: readonly (readonly Comparison[])[],
	every: number,
	{ library, fields }: Subject,
	events: number,
): RunPlan => ({
	falco: falcoBehaviour(),
	release: DEFAULT_RELEASE,
	sources: [
		{
			name: 'bench',
			plugins: [
				{
					library,
					name: 'bench',
					initConfig: '',
					fields: Array.from({ length: FIELDS }, (_, field) => ({
						name: `b.f${field}`,
						type: fields === 'mixed' && field >= MIXED_TEXTS ? ('uint64' as const) : ('string' as const),
						isList: false,
					})),
					extracts: 'several-fields-a-call',
					parses: false,
					sendsAsync: false,
				},
			],
			opened: 0,
			pluginId: 999,
			openParams: String(every),
		},
	],
	staticFields: {},
	work: rulesOf(rules),
	limits: { events, seconds: null },
	timeoutScale: 1,
});

function rulesOf(rules: readonly (readonly Comparison[])[]): RulesWork {
	const text = rules.map((comparisons, index) => {
		const condition = comparisons
			.map(({ field, operator, value }) => `b.f${field} ${operator.replace(' number', '')} ${value}`)
			.join(' and ');
		return `- {rule: r${index}, desc: d, condition: ${condition}, output: "%b.f0 %b.f9", priority: INFO, source: bench}`;
	});
	return {
		kind: 'rules',
		files: [{ name: 'bench.yaml', text: text.join('\n') }],
		selections: [],
		minimumPriority: 'Debug',
		matching: 'first',
		appendOutput: [],
		alerts: { shape: 'text', include: [], time: 'clock', hostname: 'bench', zone: UTC },
		explain: null,
		coverage: false,
	};
}

/** Takes everything at once and keeps nothing. */
const channel = {
	onStop: () => {},
	isStopped: false,
	send: async () => {},
	deliver: async (_: RunMessage) => {},
} as unknown as SourceChannel;

const { absentArgIndex, ...falco } = falcoBehaviour();
const surroundings = startSurroundings(
	{ falco: { ...falco, absentArgIndex: `0x${absentArgIndex.toString(16)}` }, trace: false },
	-1,
	() => {},
);
const loop = new CLoop();

function contendersOf(loaded: InitialisedPlugin, subject: Subject): Contender[] {
	const { plugin, state } = loaded;
	const cLoop = (name: string, rules: readonly (readonly Comparison[])[], every: number): Contender => {
		return {
			name,
			measure: async (events) => {
				const { instance } = await open(plugin, state, String(every));
				const prepared = loop.prepare({
					state,
					instance,
					nextBatch: plugin.address('next_batch'),
					extractFields: plugin.address('extract_fields'),
					rules,
					events,
				});
				const time = await timed(events, () =>
					surroundings.thread.call(callId('worker'), loop.run, [prepared.address]),
				);
				await close(plugin, state, instance);
				return time;
			},
		};
	};
	const engine = (name: string, rules: readonly (readonly Comparison[])[], every: number): Contender => {
		return {
			name,
			measure: async (events) => {
				const planned = plan(rules, every, subject, events);
				const [source] = planned.sources;
				if (source === undefined || planned.work.kind !== 'rules') throw new Error('no source');
				const evaluator = new RulesEvaluator(planned, source, planned.work);
				const opened = await openSource(source, [loaded]);
				const talk = new PluginTalk(surroundings.host, source, channel);
				const running = new RunningSource(planned, source, [loaded], opened, evaluator, channel, talk);
				const time = await timed(events, () => running.run());
				await opened.close();
				return time;
			},
		};
	};
	const rules = (count: number, shape: (rule: number) => Comparison[]) =>
		Array.from({ length: count }, (_, i) => shape(i));
	const read = cLoop('C loop, next_batch only', [], 0);
	const shapes = Object.entries(subject.fields === 'mixed' ? MIXED : SHAPES).flatMap(([shape, make]) => [
		cLoop(`C loop, 20 rules, ${shape}`, rules(20, make), 0),
		engine(`engine, 20 rules, ${shape}`, rules(20, make), 0),
	]);
	if (subject.fields === 'mixed') return [read, ...shapes];
	return [
		read,
		...shapes,
		...[0, 1, 20, 200, 1000].map((count) =>
			engine(`engine, ${count} rules on a hot field, none matches`, rules(count, hot), 0),
		),
		cLoop('C loop, 20 rules on a hot field, none matches', rules(20, hot), 0),
		...[40, 1].flatMap((every) => {
			const which = every === 1 ? 'all match' : 'one in 40 matches';
			return [
				cLoop(`C loop, 20 rules on a hot field, ${which}`, rules(20, hot), every),
				engine(`engine, 20 rules on a hot field, ${which}`, rules(20, hot), every),
				engine(`engine, 1000 rules on a hot field, ${which}`, rules(1000, hot), every),
			];
		}),
	];
}

/** Resident memory, in MiB, while ten million events are read, of which one in 40 alerts. */
async function memoryOver(events: number, loaded: InitialisedPlugin, subject: Subject): Promise<number[]> {
	const rules = Array.from({ length: 20 }, (_, index) => hot(index));
	const planned = plan(rules, 40, subject, events);
	const [source] = planned.sources;
	if (source === undefined || planned.work.kind !== 'rules') throw new Error('no source');
	const evaluator = new RulesEvaluator(planned, source, planned.work);
	const opened = await openSource(source, [loaded]);
	const samples: number[] = [];
	let told = 0;
	const sampling = {
		...channel,
		deliver: async () => {
			if (told++ % 50 === 0) samples.push(Math.round(process.memoryUsage.rss() / 2 ** 20));
		},
	} as unknown as SourceChannel;
	const talk = new PluginTalk(surroundings.host, source, sampling);
	await new RunningSource(planned, source, [loaded], opened, evaluator, sampling, talk).run();
	await opened.close();
	return samples;
}

/** Numerator, denominator, and what is wanted of the median of their quotients. */
const RATIOS: readonly (readonly [string, string, number])[] = [
	['C loop, 20 rules, third fails', 'engine, 20 rules, third fails', 5],
	['C loop, 20 rules, first fails', 'engine, 20 rules, first fails', 5],
	['C loop, 20 rules, contains, third fails', 'engine, 20 rules, contains, third fails', 5],
	['C loop, 20 rules, mixed, third fails', 'engine, 20 rules, mixed, third fails', 5],
	['C loop, 20 rules, mixed, first fails', 'engine, 20 rules, mixed, first fails', 5],
	['engine, 20 rules on a hot field, none matches', 'engine, 1000 rules on a hot field, none matches', 0.5],
	['engine, 20 rules on a hot field, one in 40 matches', 'engine, 1000 rules on a hot field, one in 40 matches', 0.5],
	['C loop, 20 rules on a hot field, one in 40 matches', 'engine, 20 rules on a hot field, one in 40 matches', 0],
	['C loop, 20 rules on a hot field, all match', 'engine, 20 rules on a hot field, all match', 0],
	['C loop, next_batch only', 'engine, 0 rules on a hot field, none matches', 0],
];

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const MEMORY_EVENTS = 10_000_000;
const report: object[] = [];
for (const subject of buildSubjects()) {
	const { name } = subject;
	const wanted = plan([], 0, subject, 1).sources[0]?.plugins ?? [];
	const [loaded] = await loadPlugins(wanted, report.length === 0 ? surroundings : surroundingsBeside(surroundings));
	if (loaded === undefined) throw new Error('no plugin');
	const contenders = contendersOf(loaded, subject);
	const events = new Map<Contender, number>();
	for (const contender of contenders) {
		await contender.measure(CALIBRATION_EVENTS);
		const { processor } = await contender.measure(CALIBRATION_EVENTS);
		const count = Math.round((MILLISECONDS * 1e6) / Math.max(processor, 1));
		events.set(contender, Math.min(Math.max(count, CALIBRATION_EVENTS), MOST_EVENTS));
	}
	const times = new Map(contenders.map((contender) => [contender.name, [] as Time[]]));
	for (let round = 0; round < ROUNDS; round++) {
		// Every other round the other way round, so that what comes first is not always the same.
		const order = round % 2 === 0 ? contenders : [...contenders].reverse();
		for (const contender of order) {
			times.get(contender.name)?.push(await contender.measure(events.get(contender) ?? CALIBRATION_EVENTS));
		}
	}
	process.stdout.write(`\n${name}, median of ${ROUNDS} rounds, processor time\n`);
	for (const [contender, values] of times) {
		const ns = median(values.map(({ processor }) => processor));
		process.stdout.write(`  ${ns.toFixed(1).padStart(10)} ns/event  ${contender}\n`);
	}
	const ratioBy = (above: string, below: string, of: keyof Time): number => {
		const lower = times.get(below) ?? [];
		return median((times.get(above) ?? []).map((time, round) => time[of] / (lower[round]?.[of] ?? Number.NaN)));
	};
	const ratios = RATIOS.filter(([above, below]) => times.has(above) && times.has(below)).map(
		([above, below, target]) => {
			const ratio = ratioBy(above, below, 'processor');
			const verdict = target === 0 ? '' : ratio >= target ? `, wanted ${target}` : `, MISSES ${target}`;
			process.stdout.write(`  ${ratio.toFixed(2).padStart(10)} x  ${above}  /  ${below}${verdict}\n`);
			return { above, below, ratio, ratioByClock: ratioBy(above, below, 'clock'), target };
		},
	);
	const rss = subject.fields === 'mixed' ? [] : await memoryOver(MEMORY_EVENTS, loaded, subject);
	if (rss.length > 0) process.stdout.write(`  resident MiB over ${MEMORY_EVENTS} events: ${rss.join(' ')}\n`);
	report.push({
		plugin: name,
		memory: { events: MEMORY_EVENTS, rssMiB: rss },
		rounds: ROUNDS,
		nanoseconds: Object.fromEntries(times),
		ratios,
	});
}
if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(report, null, '\t')}\n`);
process.exit(0);
