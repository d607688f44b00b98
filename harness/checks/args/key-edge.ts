import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { FieldRequest } from '../../plugin/extract.ts';
import { judged, skipped } from '../../protocol/verdict.ts';
import { visibleLine } from '../../protocol/visible-text.ts';
import { SeededRandom } from '../seeded-random.ts';
import { withEvents } from '../with-state.ts';

const EVENTS = 3;
const RANDOM_KEYS = 24;
const KEYS = [
	'',
	' ',
	'/',
	'//',
	'/0',
	'/a/b/c',
	'~',
	'~0~1',
	'.',
	'..',
	'a..b',
	'../../etc/passwd',
	'[0]',
	'[',
	']',
	'a[99999999999999999999]',
	'*',
	'"',
	'\\',
	'%s%n%s',
	'-1',
	'ключ',
	'🔑',
	'\u0001',
	'k'.repeat(64),
	'k'.repeat(256),
	'k'.repeat(65_536),
	'/'.repeat(4_096),
];
const DIGITS = ['0', '1', '7', '4294967296', '18446744073709551615'];

export default defineCheck<LiveCheck>({
	id: 'args.key-edge',
	title: 'no key does harm',
	asserts:
		'Empty, long, non-ASCII, separator-only and pointer-like keys give a value or none; for a field that is index and key, ' +
		'digits arrive as both.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'extract_fields', 'destroy'],
	deadlineMs: 60_000,
	why:
		'The key is what a rule author writes between the brackets: an empty one crashed the json plugin (plugins@f3a617ff), and ' +
		'a crash in a condition takes Falco down on the first event.',
	fix: 'Bound every copy of arg_key, and look at its length before you read its first or last character.',
	run: (context) => {
		const fields = context.fields.filter(({ arg }) => arg?.isKey);
		if (fields.length === 0) return Promise.resolve(skipped('no field takes a key'));
		return withEvents(context, EVENTS, async (state, events) => {
			const { plugin, settings, trying } = context;
			const keys = [...KEYS, ...randomKeys(context.seed)];
			for (const field of fields) {
				const requests: FieldRequest[] = keys.map((key) => ({ field, argument: { kind: 'key', key } }));
				for (const key of field.arg?.isIndex ? DIGITS : []) {
					requests.push({ field, argument: { kind: 'index-and-key', index: BigInt(key), key } });
				}
				for (const request of requests) {
					await trying(
						`${field.name} with the key "${visibleLine('key' in request.argument ? request.argument.key : '', 60)}"`,
					);
					for (const [number, event] of events.entries()) {
						const options = { number: BigInt(number + 1), source: settings.source };
						await plugin.extract(state, event, [request], options);
					}
				}
			}
			return judged([], `${fields.length} fields, ${keys.length} keys, ${events.length} events`);
		});
	},
});

/** Keys of the characters that separate things, in any order. */
function randomKeys(seed: number): string[] {
	const random = new SeededRandom(seed);
	const alphabet = 'ab01./[]~"\\ *:-_';
	return Array.from({ length: RANDOM_KEYS }, () =>
		Array.from({ length: 1 + random.below(24) }, () => alphabet[random.below(alphabet.length)]).join(''),
	);
}
