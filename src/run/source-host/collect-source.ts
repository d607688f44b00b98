import {
	type CollectedField,
	Collector,
	type ExtractorOptions,
	type Stage,
} from '../../../harness/native/collector.ts';
import { ownerExtractInput } from '../../../harness/owner/extract-input.ts';
import { ownerParseInput } from '../../../harness/owner/parse-input.ts';
import type { FieldRef } from '../../rules/fields/field.ts';
import type { Evaluator } from '../engine/evaluator.ts';
import type { RunPlan, RunSource } from '../plan.ts';
import type { InitialisedPlugin } from './load-plugins.ts';
import type { OpenSource } from './open-source.ts';

/** The collector of a source, and where each plugin field's column is in it, by slot. */
export interface SourceCollector {
	readonly collector: Collector;
	readonly native: ReadonlyMap<number, number>;
	/** Whether `prints` are extracted on demand, from kept events. */
	readonly demands: boolean;
}

/** The built-in fields that are read from the event itself. */
const FROM_EVENT: ReadonlySet<string> = new Set(['evt.plugininfo', 'evt.asynctype']);

/**
 * Lays out what is extracted from the events of a source, and when. The fields that rule out most are read of every event;
 * the others that can rule out, of those that pass; the others that conditions read, of those that pass again; what only
 * outputs read, of events that matched. Where a plugin parses, outputs are read before the next event is: its state would be
 * another one by then. And where what passes matches for certain, they are read with the rest: that saves a way back.
 */
export function collectSource(
	plan: RunPlan,
	source: RunSource,
	plugins: readonly InitialisedPlugin[],
	open: OpenSource,
	evaluator: Evaluator,
): SourceCollector {
	const { wants } = evaluator;
	const screen = wants.kind === 'screened' ? wants.screen : undefined;
	const screened = screen?.fields.map(({ field }) => field) ?? [];
	const isEarly = screen?.isExact === true || plugins.some(({ parses }) => parses !== 0);
	const stageOf = (ref: FieldRef): Stage => {
		const place = screened.indexOf(ref);
		if (place >= 0) return place < (screen?.leading ?? 0) ? 'all' : 'likely';
		if (evaluator.reads.includes(ref)) return wants.kind === 'all' ? 'all' : 'candidates';
		return isEarly ? 'candidates' : 'demanded';
	};
	const others = [...evaluator.reads, ...evaluator.prints].filter((ref) => !screened.includes(ref));
	const refs = [...screened, ...others];
	const native = new Map<number, number>();
	const fields: CollectedField[] = [];
	for (const ref of refs) {
		if (ref.owner.isBuiltIn === true) continue;
		native.set(ref.slot, fields.length);
		fields.push(collectedField(ref, plugins, stageOf(ref), plan.falco.absentArgIndex));
	}
	const summary = refs.find(({ text }) => text === 'evt.plugininfo');
	const { arena } = open.opened.plugin.surroundings;
	const demands = fields.some(({ stage }) => stage === 'demanded') || (summary && stageOf(summary) === 'demanded');
	const collector = new Collector({
		stream: {
			state: open.opened.state,
			instance: open.instance,
			nextBatch: open.nextBatch,
			eventToString: open.opened.plugin.exports('event_to_string') ? open.opened.plugin.address('event_to_string') : 0n,
			eventSource: arena.text(source.name).address,
			pluginId: source.pluginId,
		},
		extractors: plugins.map(extractorOf),
		fields,
		...(screen === undefined
			? {}
			: {
					screen: {
						all: screen.all,
						columns: screen.fields.map(({ field, ...screened }) => ({
							...screened,
							field: native.get(field.slot) ?? 0,
						})),
					},
				}),
		countsOnly: wants.kind === 'nothing',
		keepsEvents: demands === true || refs.some(({ text }) => FROM_EVENT.has(text)),
		summaries: summary && stageOf(summary),
		takesAsync: open.takesAsync,
		limits: {
			...(plan.limits.events === null ? {} : { events: plan.limits.events }),
			...(plan.limits.seconds === null ? {} : { nanoseconds: BigInt(Math.round(plan.limits.seconds * 1e9)) }),
		},
	});
	return { collector, native, demands: demands === true };
}

function collectedField(
	ref: FieldRef,
	plugins: readonly InitialisedPlugin[],
	stage: Stage,
	absentIndex: bigint,
): CollectedField {
	const { definition, argument } = ref;
	return {
		extractor: plugins.findIndex(({ wanted }) => wanted.name === ref.owner.name && wanted.fields.length > 0),
		stage,
		fieldId: ref.fieldId,
		name: definition.name,
		type: definition.type,
		isList: definition.isList,
		key: argument?.key,
		index: argument?.index ?? absentIndex,
		argPresent: argument !== undefined,
	};
}

function extractorOf({ plugin, state, wanted, extracts, parses }: InitialisedPlugin): ExtractorOptions {
	return {
		state,
		single: wanted.extracts === 'one-field-a-call',
		owner: plugin.ownerOf(state).address,
		...(plugin.has('extract')
			? {
					extract: {
						extractFields: plugin.address('extract_fields'),
						input: ownerExtractInput(plugin, state, 0, 0n, 0n).address,
						from: extracts,
					},
				}
			: {}),
		...(parses === 0
			? {}
			: {
					parse: {
						parseEvent: plugin.address('parse_event'),
						input: ownerParseInput(plugin, state).address,
						from: parses,
					},
				}),
	};
}
