import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { LiveContext } from '../../live-context.ts';
import { utf8Of } from '../../protocol/returned-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';
import { type BreachTexts, breaches } from './judge-violations.ts';

/** Lookups that are refused one by one; plugins make a dozen or two. */
const MOST_LOOKUPS = 48;
const EVENTS = 8;
const EXTRACTED = 1;

const USES: BreachTexts = {
	'null-argument': {
		message: 'NULL is used where the host has no such table, field or entry',
		expected: 'a look at what get_table, get_table_field, add_table_field and get_table_entry return',
	},
};

export default defineCheck<LiveCheck>({
	id: 'tables.missing-lookups',
	title: 'missing tables and fields are survived',
	asserts:
		'Where a table or a field is not there (NULL), init fails with a message, or the plugin goes on without; what is not there, ' +
		'entries too, is never used.',
	severity: 'error',
	capabilities: ['extract', 'parse'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'parse_event', 'extract_fields', 'destroy'],
	deadlineMs: 30_000,
	why:
		'Tables and fields belong to Falco and to other plugins and change with them; Falco follows a NULL table or accessor ' +
		'without a check and crashes.',
	fix: 'Compare every table, accessor and entry with NULL; fail in init with a message that names what is missing.',
	async run(context) {
		const { plugin } = context;
		const findings: FindingDraft[] = [];
		let lookups = MOST_LOOKUPS;
		let refused = 0;
		for (let n = 0; n <= lookups; n++) {
			const owner = plugin.nextOwner();
			// Number 0 refuses nothing, and counts; what is missing then are the threads of the events.
			owner.registry.refuseLookup(n);
			if (n === 0) owner.threads.clear();
			await context.trying(
				n === 0 ? 'a host that knows no thread' : `a host in which lookup ${n} of a table or field finds nothing`,
			);
			plugin.violations();
			const { rc, state, error } = await plugin.init(context.settings.config);
			const ready = rc.written && rc.value === RC.SUCCESS;
			if (n === 0) {
				lookups = Math.min(owner.registry.lookups, MOST_LOOKUPS);
				if (!ready || lookups === 0) {
					await plugin.destroy(state);
					return skipped(ready ? 'the plugin looks up no table' : 'plugin_init fails: give --init-config');
				}
			}
			if (ready) await useEvents(context, state);
			else {
				refused += 1;
				if (error && !utf8Of(error)) {
					findings.push({
						severity: 'warning',
						message: 'init fails without a message when a table or field is missing',
						call: 'plugin_init',
						expected: 'the name of what is missing in get_last_error',
					});
				}
			}
			findings.push(...breaches(plugin.violations(), USES));
			await plugin.destroy(state);
		}
		return judged(firstOfEach(findings), `each of ${lookups} lookups refused once, ${refused} times by a failed init`);
	},
});

/** All events are parsed, and the first few asked for their fields. */
async function useEvents({ plugin, settings, requests, sampleEvents }: LiveContext, state: bigint): Promise<void> {
	for (const [index, event] of (await sampleEvents(state, EVENTS)).entries()) {
		const number = BigInt(index + 1);
		if (plugin.has('parse')) await plugin.parse(state, event, number, settings.source);
		if (!plugin.has('extract') || index >= EXTRACTED) continue;
		for (const request of requests) {
			await plugin.extract(state, event, [request], { number, source: settings.source });
		}
	}
}
