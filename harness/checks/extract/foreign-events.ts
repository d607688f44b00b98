import { encodePluginEvent } from '../../abi/event.ts';
import { EVENT_TYPES, PLUGIN_EVENT } from '../../abi/event-types.ts';
import { sampleEvent } from '../../abi/sample-params.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { judged } from '../../protocol/verdict.ts';
import { SeededRandom } from '../seeded-random.ts';
import { withState } from '../with-state.ts';

const FOREIGN_ID = 4_242;
const REQUESTS = 200;

export default defineCheck<LiveCheck>({
	id: 'extract.foreign-events',
	title: 'events of others do no harm',
	asserts:
		'Plugin events with the id and the payload of another plugin have no value, or any, but crash nothing; the same holds ' +
		'for other event types where the plugin extracts from more than plugin events.',
	severity: 'warning',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'get_extract_event_types', 'extract_fields', 'destroy'],
	deadlineMs: 60_000,
	why:
		'libs extract_nocache filters by event type and source only: plugins share sources (k8s_audit), and one that accepts ' +
		'every source sees the payloads of all others.',
	fix: 'Check the length and the shape of a payload before you read it, and say "no value" for what is not yours.',
	run: (context) =>
		withState(context, async (state) => {
			const { plugin, settings, seed, trying } = context;
			const declared = (await plugin.eventTypes('get_extract_event_types', state))?.types ?? [];
			const events = [...foreignPayloads(seed), ...otherTypes(declared)];
			const requests = context.requests.slice(0, REQUESTS);
			for (const [index, { name, bytes }] of events.entries()) {
				await trying(name, 'warning');
				for (const request of requests) {
					await plugin.extract(state, bytes, [request], { number: BigInt(index + 1), source: settings.source });
				}
			}
			return judged([], `${events.length} events, ${requests.length} requests each`);
		}),
});

function foreignPayloads(seed: number): { name: string; bytes: Uint8Array }[] {
	const random = new SeededRandom(seed);
	const payloads: Record<string, Uint8Array> = {
		'an empty payload': new Uint8Array(0),
		'the JSON of another plugin': Buffer.from('{"kind":"Event","auditID":"0","objectRef":null,"list":[1,"a",{}]}'),
		'JSON that is cut off': Buffer.from('{"user":{"name":"ro'),
		'plain text': Buffer.from('Jan  1 00:00:00 host app[1]: text\n'),
		'one byte': Buffer.from([0x7b]),
		'64 bytes of zeros': new Uint8Array(64),
		'64 bytes of ones': new Uint8Array(64).fill(0xff),
		'64 bytes of "A"': new Uint8Array(64).fill(0x41),
		'200 random bytes': random.bytes(200),
		'70,000 random bytes': random.bytes(70_000),
	};
	return Object.entries(payloads).map(([name, payload]) => ({
		name: `an event of another plugin with ${name}`,
		bytes: encodePluginEvent({ ts: 1n, id: FOREIGN_ID, payload }),
	}));
}

/** Other types, for a plugin that looks at types at all: one for plugin events alone is never given them by a host. */
function otherTypes(declared: readonly number[]): { name: string; bytes: Uint8Array }[] {
	if (!declared.some((code) => code !== PLUGIN_EVENT)) return [];
	return EVENT_TYPES.filter(
		({ code, unused, old }) => !unused && !old && !declared.includes(code) && code % 16 === 1,
	).map((type) => ({ name: `an event of type ${type.code} (${type.name})`, bytes: sampleEvent(type, 'zero') }));
}
