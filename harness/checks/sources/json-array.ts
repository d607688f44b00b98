import { asHostString } from '../../abi/lenient-json.ts';
import { type Capability, symbolOf } from '../../abi/symbols.ts';
import { defineCheck } from '../../define-check.ts';
import { describeReturned, quoted } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { visibleLine } from '../../protocol/visible-text.ts';
import type { Description } from '../../subjects.ts';
import { whenLoaded } from '../when-loaded.ts';
import { KNOWN_SOURCES } from './known-sources.ts';
import { ownSource, readSourceList } from './source-list.ts';

const LISTS = [
	{ capability: 'extract', name: 'get_extract_event_sources', member: 'extractEventSources' },
	{ capability: 'parse', name: 'get_parse_event_sources', member: 'parseEventSources' },
	{ capability: 'async', name: 'get_async_event_sources', member: 'asyncEventSources' },
] as const satisfies readonly { capability: Capability; name: string; member: keyof Description }[];

export default defineCheck({
	id: 'sources.json-array',
	title: 'lists of event sources are JSON arrays of strings',
	asserts:
		'plugin_get_extract_event_sources, plugin_get_parse_event_sources and plugin_get_async_event_sources, where they are exported, return NULL, an empty text or a JSON array of strings.',
	severity: 'error',
	capabilities: ['extract', 'parse', 'async'],
	profile: 'dev',
	stage: 'description',
	why: 'libs resolve_dylib_json_strlist parses the lists when the plugin is loaded, and throws if one is no array or has an element that is no text. An empty list stands for all sources; the own source of the plugin is always added.',
	fix: 'Return a JSON array such as ["aws_cloudtrail"], or NULL for all sources.',
	judge: whenLoaded(({ description }) => {
		const lists = LISTS.filter(
			({ capability, member }) =>
				description.capabilities.includes(capability) && description[member].kind !== 'absent',
		);
		return judged(
			lists.flatMap((list) => judgeList(description, list)),
			`${lists.length} lists`,
		);
	}),
});

function judgeList(description: Description, { name, member }: (typeof LISTS)[number]): FindingDraft[] {
	const text = description[member];
	const call = symbolOf(name);
	const list = readSourceList(text);
	if (list.kind === 'none') return [];
	if (list.kind === 'refused') {
		return [
			{
				message: `the list of ${call} cannot be read: ${visibleLine(list.why)}`,
				call,
				expected: 'NULL, an empty text or a JSON array of strings',
				observed: describeReturned(text),
				evidence: 'Falco refuses the plugin when it loads it.',
			},
		];
	}
	const own = ownSource(description);
	return list.items.flatMap((item): FindingDraft[] => {
		const source = asHostString(item) ?? '';
		if (item.type !== 'string') {
			return [
				{
					severity: 'warning',
					message: `the list of ${call} has an element that is a ${item.type} and not a string`,
					call,
					expected: 'strings only',
					observed: describeReturned(text),
					evidence:
						source === '' ? 'Falco drops it without a word.' : `Falco makes ${quoted(source)} of it without a word.`,
				},
			];
		}
		if (source === 'syscall') {
			return [
				{
					severity: 'info',
					message: `${call} lists syscall: the plugin gets the events of Falco's drivers`,
					call,
					expected: 'plugin_get_required_event_schema_version beside it',
					observed: describeReturned(text),
					fix: 'Nothing, if this is meant. See plugin-kit explain abi.schema-version.',
				},
			];
		}
		if (source === '' || source === own || KNOWN_SOURCES.has(source)) return [];
		return [
			{
				severity: 'info',
				message: `${call} lists ${quoted(source)}, which no registered plugin provides`,
				call,
				expected: 'sources that another plugin provides',
				observed: describeReturned(text),
				evidence: 'Falco ends with "loaded but unused" where no loaded plugin provides any of the listed sources.',
				fix: 'Check the spelling, and tell users which plugin provides the source.',
			},
		];
	});
}
