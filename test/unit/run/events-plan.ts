import { fileURLToPath } from 'node:url';
import { falcoBehaviour } from '../../../src/falco/behaviour.ts';
import type { FieldDefinition } from '../../../src/rules/fields/field.ts';
import { DEFAULT_RELEASE } from '../../../src/rules/release.ts';
import { UTC } from '../../../src/rules/values/time.ts';
import type {
	ProbeWork,
	RulesWork,
	RunMessage,
	RunPlan,
	RunPlugin,
	RunSource,
	SourceEnd,
} from '../../../src/run/plan.ts';
import { runSources } from '../../../src/run/run-sources.ts';
import { buildPlugin } from '../../plugins/build.ts';

const SOURCE = fileURLToPath(new URL('../../plugins/events/events.c', import.meta.url));

const field = (name: string, type: FieldDefinition['type'], more: Partial<FieldDefinition> = {}): FieldDefinition => ({
	name,
	type,
	isList: false,
	...more,
});

/** The fields of test/plugins/events/events.c. */
export const EVENTS_FIELDS: readonly FieldDefinition[] = [
	field('e.name', 'string'),
	field('e.kind', 'string'),
	field('e.num', 'uint64'),
	field('e.even', 'bool'),
	field('e.addr', 'ipaddr'),
	field('e.words', 'string', { isList: true }),
	field('e.digits', 'uint64', { isList: true }),
	field('e.arg', 'string', { argument: { isRequired: true, isIndex: false, isKey: true } }),
	field('e.calls', 'uint64'),
	field('e.odd', 'string'),
	field('e.tail', 'string'),
	field('e.parsed', 'uint64'),
];

/** Builds the plugin with these flags, such as `{ SHARED_BUFFER: 1 }`. */
export function buildEvents(flags: Readonly<Record<string, string | number>> = {}): Promise<string> {
	const entries = Object.entries(flags);
	const name = ['events', ...entries.map(([flag]) => flag.toLowerCase().replaceAll(/[^a-z]+/g, '-'))].join('-');
	return buildPlugin({
		name,
		source: SOURCE,
		cflags: entries.map(([flag, value]) => `-DEVENTS_${flag}=${value}`),
	});
}

export function eventsPlugin(library: string, more: Partial<RunPlugin> = {}): RunPlugin {
	return {
		library,
		name: 'events',
		initConfig: '',
		fields: EVENTS_FIELDS,
		extracts: 'several-fields-a-call',
		parses: false,
		sendsAsync: false,
		...more,
	};
}

export function eventsSource(library: string, openParams: string, more: Partial<RunSource> = {}): RunSource {
	return { name: 'events_src', plugins: [eventsPlugin(library)], opened: 0, pluginId: 999, openParams, ...more };
}

export function probeWork(conditions: readonly string[], formats: readonly string[] = []): ProbeWork {
	return { kind: 'probes', conditions, formats, maxLines: 1000, hostname: 'desk', zone: UTC };
}

export function rulesWork(text: string, more: Partial<RulesWork> = {}): RulesWork {
	return {
		kind: 'rules',
		files: [{ name: 'rules.yaml', text }],
		selections: [],
		minimumPriority: 'Debug',
		matching: 'first',
		appendOutput: [],
		alerts: {
			shape: 'text',
			include: ['output', 'output_fields', 'tags'],
			time: 'clock',
			hostname: 'desk',
			zone: UTC,
		},
		explain: null,
		coverage: false,
		...more,
	};
}

export function planOf(
	sources: readonly RunSource[],
	work: RunPlan['work'],
	limits: Partial<RunPlan['limits']> = {},
): RunPlan {
	return {
		falco: falcoBehaviour(),
		release: DEFAULT_RELEASE,
		sources,
		staticFields: {},
		work,
		limits: { events: null, seconds: null, ...limits },
		timeoutScale: 1,
	};
}

export interface Ran {
	readonly ends: readonly SourceEnd[];
	readonly messages: readonly RunMessage[];
	/** The lines of all alerts, in order. */
	readonly lines: readonly string[];
	/** What was found about plugins. */
	readonly warnings: readonly string[];
}

/** Runs a plan and keeps everything that is told. */
export async function ran(
	plan: RunPlan,
	signal?: AbortSignal,
	onMessage: (message: RunMessage) => void = () => {},
): Promise<Ran> {
	const messages: RunMessage[] = [];
	const ends = await runSources(plan, {
		...(signal ? { signal } : {}),
		onMessage: (message) => {
			messages.push(message);
			onMessage(message);
		},
	});
	return {
		ends,
		messages,
		lines: messages.flatMap((message) => (message.kind === 'alerts' ? message.alerts.map(({ line }) => line) : [])),
		warnings: messages.flatMap((message) => (message.kind === 'warning' ? [message.message] : [])),
	};
}

/** How many events each condition matches, or its error. */
export async function counted(
	source: RunSource,
	conditions: readonly string[],
): Promise<{ counts: (number | string)[]; run: Ran }> {
	const run = await ran(planOf([source], probeWork(conditions)));
	const results = run.messages.flatMap((message) => (message.kind === 'probe-results' ? message.results : []));
	return {
		counts: results.map((result) =>
			result.kind === 'matches' ? result.matches : 'message' in result ? result.message : result.kind,
		),
		run,
	};
}

/** A rule for the source. */
export function rule(name: string, condition: string, output: string, source = 'events_src'): string {
	return `- rule: ${name}\n  desc: d\n  condition: ${JSON.stringify(condition)}\n  output: ${JSON.stringify(output)}\n  priority: WARNING\n  source: ${source}\n`;
}
