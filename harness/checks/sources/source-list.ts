import { asHostString, type HostJson, parseAsHost } from '../../abi/lenient-json.ts';
import { lossyTextOf } from '../../protocol/describe-text.ts';
import { type ReturnedText, utf8Of } from '../../protocol/returned-text.ts';
import type { Description } from '../../subjects.ts';

/** The elements of a list of event sources as Falco parses it; `refused` where it throws. */
export type SourceList =
	| { kind: 'none' }
	| { kind: 'items'; items: readonly HostJson[] }
	| { kind: 'refused'; why: string };

/** Reads what plugin_get_*_event_sources returned as libs resolve_dylib_json_strlist does (facts/abi.md 4.5). */
export function readSourceList(text: ReturnedText): SourceList {
	switch (text.kind) {
		case 'absent':
		case 'null':
			return { kind: 'none' };
		case 'unterminated':
		case 'fault':
			return { kind: 'refused', why: 'it cannot be read as text' };
		case 'text': {
			if (text.latin1 === '') return { kind: 'none' };
			const parsed = parseAsHost(lossyTextOf(text) ?? '');
			if (parsed.kind === 'refused') {
				return {
					kind: 'refused',
					why: `it is not valid JSON: line ${parsed.line}, column ${parsed.column}: ${parsed.message}`,
				};
			}
			if (parsed.value.type !== 'array')
				return { kind: 'refused', why: `it is a JSON ${parsed.value.type} and not an array` };
			const stranger = parsed.value.items.find((item) => asHostString(item) === undefined);
			if (stranger) return { kind: 'refused', why: `it has an element that is an ${stranger.type}` };
			return { kind: 'items', items: parsed.value.items };
		}
	}
}

/** The plugin's own event source, or undefined where it has none. */
export function ownSource({ id, eventSource, capabilities }: Description): string | undefined {
	if (!id || !capabilities.includes('source')) return undefined;
	return utf8Of(eventSource) || undefined;
}

/** Event sources from which Falco gives a plugin events; empty stands for all. The own source is always among them. */
export function compatibleSources(text: ReturnedText, description: Description): ReadonlySet<string> {
	const list = readSourceList(text);
	const listed = list.kind === 'items' ? list.items.flatMap((item) => asHostString(item) || []) : [];
	const own = ownSource(description);
	return new Set(own === undefined ? listed : [own, ...listed]);
}
