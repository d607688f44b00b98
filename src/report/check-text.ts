import { styleText } from 'node:util';
import type { CheckEntry } from '../conformance/explain.ts';
import { type TextOptions, wrap } from './text.ts';

const bold = (text: string, { color }: TextOptions) =>
	color ? styleText('bold', text, { validateStream: false }) : text;

/** One check of the catalogue, in full. */
export function renderCheckEntry(entry: CheckEntry, options: TextOptions): string {
	const paragraph = (label: string, text: string) => ['', bold(label, options), ...wrap(text, options.width, '  ')];
	const applies =
		entry.capabilities === 'all' ? 'every plugin' : `plugins with the capability ${entry.capabilities.join(' or ')}`;
	return `${[
		`${bold(entry.id, options)}  ${entry.title}`,
		...wrap(`${entry.severity}; for ${applies}; from profile ${entry.profile} on`, options.width, ''),
		...paragraph('What must hold', entry.asserts),
		...paragraph('Why', entry.why),
		...paragraph('How to fix it', entry.fix),
	].join('\n')}\n`;
}

/** Checks of the catalogue, a line each, under the names of their groups. */
export function renderCheckList(entries: readonly CheckEntry[], options: TextOptions): string {
	const longest = Math.max(0, ...entries.map(({ id }) => id.length));
	const line = ({ id, severity, title }: CheckEntry) => `  ${id.padEnd(longest)}  ${severity.padEnd(7)}  ${title}`;
	const groups = [...Map.groupBy(entries, ({ group }) => group)];
	const blocks = groups.map(([group, members]) => [bold(group, options), ...members.map(line)].join('\n'));
	return `${blocks.join('\n\n')}\n`;
}
