import { resolve } from 'node:path';
import { asHostString, parseAsHost } from '../../harness/abi/lenient-json.ts';
import type { GivenEvents } from '../../harness/protocol/given-events.ts';
import { type ReturnedText, utf8Of } from '../../harness/protocol/returned-text.ts';
import type { Description } from '../../harness/subjects.ts';
import { UsageError } from '../errors.ts';
import { runChild } from './child-run.ts';
import { deathOf } from './deaths.ts';
import type { ConformanceOptions } from './options.ts';

/**
 * Reads events of the plugin that the author named to go with the one under test, in a child of its own. Undefined where the
 * run was interrupted. Throws a UsageError, with its path, where it is no plugin that gives events, dies, or gives those of
 * a source that Falco would not pass on.
 */
export async function collectEvents(
	named: string,
	description: Description,
	options: ConformanceOptions,
): Promise<GivenEvents | undefined> {
	const library = resolve(named);
	const refuse = (reason: string) =>
		new UsageError(`--with ${named} gives no events: ${reason}`, [`See: plugin-kit test ${named}`]);
	const { messages, end } = await runChild({ ...options, library }, { kind: 'collect' });
	const death = deathOf(end);
	if (death.kind === 'interrupted') return undefined;
	if (death.kind !== 'none') throw refuse(death.draft.message);
	const collected = messages.find((message) => message.kind === 'collected');
	if (collected === undefined) {
		const broken = messages.find((message) => message.kind === 'broken');
		throw new Error(broken?.message ?? 'the host ended without the events that it was asked for');
	}
	if (collected.collection.kind === 'none') throw refuse(collected.collection.reason);
	const { given } = collected.collection;
	const wanted = wantedSources(description);
	if (wanted.size > 0 && !wanted.has(given.source)) {
		throw new UsageError(
			`--with ${named} gives events of the source ${given.source}, and the plugin takes those of ${[...wanted].join(', ')}`,
		);
	}
	return given;
}

/** The sources from which Falco gives events to a plugin without a source; empty stands for all. */
function wantedSources({ capabilities, extractEventSources, parseEventSources }: Description): Set<string> {
	const lists = [
		...(capabilities.includes('extract') ? [sourcesIn(extractEventSources)] : []),
		...(capabilities.includes('parse') ? [sourcesIn(parseEventSources)] : []),
	];
	return new Set(lists.some((list) => list.length === 0) ? [] : lists.flat());
}

function sourcesIn(list: ReturnedText): string[] {
	const parsed = parseAsHost(utf8Of(list) ?? '');
	return parsed.kind === 'value' && parsed.value.type === 'array'
		? parsed.value.items.flatMap((item) => asHostString(item) || [])
		: [];
}
