import type { ApiFunction } from '../../abi/symbols.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { PluginCalls } from '../../plugin/calls.ts';
import { describeReturned } from '../../protocol/describe-text.ts';
import type { ReturnedText } from '../../protocol/returned-text.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import type { Description } from '../../subjects.ts';
import { firstOfEach } from '../first-of-each.ts';
import { SeededRandom } from '../seeded-random.ts';

/** The functions that need no state, with what discovery heard from them. */
const TEXTS = {
	get_required_api_version: 'requiredApiVersion',
	get_name: 'name',
	get_description: 'description',
	get_contact: 'contact',
	get_version: 'version',
	get_event_source: 'eventSource',
	get_fields: 'fields',
	get_extract_event_sources: 'extractEventSources',
	get_parse_event_sources: 'parseEventSources',
	get_async_event_sources: 'asyncEventSources',
	get_async_events: 'asyncEvents',
} as const satisfies Partial<Record<ApiFunction, keyof Description>>;
type TextFunction = keyof typeof TEXTS;

export default defineCheck<LiveCheck>({
	id: 'meta.strings-stable',
	title: 'descriptive texts are the same at any time',
	asserts:
		'The functions that describe the plugin give the same text before init, after init, after destroy, in any order and ' +
		'from another thread, and the memory of a text stays as it is.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'fresh',
	calls: ['init', 'destroy', 'get_required_api_version', 'get_name', 'get_description', 'get_contact', 'get_version'],
	deadlineMs: 60_000,
	why:
		'Falco registers every plugin on an inspector that it never initialises, loads it again for each event source, and ' +
		'reads names whenever it reports (load_plugins.cpp, init_inspectors.cpp).',
	fix: 'Return string constants.',
	async run({ plugin, description, settings, seed, trying }) {
		const random = new SeededRandom(seed);
		const names = (Object.keys(TEXTS) as TextFunction[]).filter((name) => description[TEXTS[name]].kind !== 'absent');
		const findings: FindingDraft[] = [];
		const round = async (when: string, calls: PluginCalls) => {
			await trying(`the descriptive functions ${when}`);
			for (const name of random.shuffled(names)) {
				findings.push(...(await judgeCall(calls, name, description[TEXTS[name]], when)));
			}
		};
		await round('before init', plugin);
		const { state } = await plugin.init(settings.config);
		await round('after init', plugin);
		await round('on another thread', plugin.onThread('second'));
		findings.push(...(await judgeSharing(plugin, names)));
		await plugin.destroy(state);
		await round('after destroy', plugin);
		return judged(firstOfEach(findings), `${names.length} functions, 4 rounds`);
	},
});

async function judgeCall(
	plugin: PluginCalls,
	name: TextFunction,
	expected: ReturnedText,
	when: string,
): Promise<FindingDraft[]> {
	const call = `plugin_${name}`;
	const { address, text } = await plugin.textWithAddress(name);
	if (!isSame(text, expected)) {
		return [
			{
				message: `${call} gives another text ${when}`,
				call,
				expected: `${describeReturned(expected)}, as before`,
				observed: describeReturned(text),
			},
		];
	}
	await plugin.churnStack();
	await plugin.churnHeap(text.kind === 'text' ? [text.latin1.length + 1] : []);
	const later = plugin.textAt(address);
	if (isSame(later, text)) return [];
	return [
		{
			message: `the text of ${call} is in memory that is used for something else`,
			call,
			expected: `${describeReturned(text)} as long as the function is not called again`,
			observed: describeReturned(later),
		},
	];
}

/** One buffer for all texts is what the C++ SDK has: the host copies each at once, so it is only worth knowing. */
async function judgeSharing(plugin: PluginCalls, names: readonly TextFunction[]): Promise<FindingDraft[]> {
	const read = [];
	for (const name of names) read.push({ name, ...(await plugin.textWithAddress(name)) });
	const overwritten = read.find(({ address, text }) => !isSame(plugin.textAt(address), text));
	if (!overwritten) return [];
	return [
		{
			severity: 'info',
			message: 'a descriptive text is overwritten when another function is called',
			call: `plugin_${overwritten.name}`,
			expected: describeReturned(overwritten.text),
			observed: describeReturned(plugin.textAt(overwritten.address)),
		},
	];
}

function isSame(one: ReturnedText, other: ReturnedText): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
