import { FIELDS_BEGIN, FIELDS_END, fieldsTable, type PluginField } from '../project/fields-table.ts';

/**
 * A README with the table of these fields between its markers; all else stays as it is.
 * @returns the text, or what keeps it from being written, in words that follow the name of the file.
 */
export function withFieldsTable(
	readme: string,
	fields: readonly PluginField[],
): { text: string } | { problem: string } {
	const begin = readme.indexOf(FIELDS_BEGIN);
	const end = readme.indexOf(FIELDS_END);
	if (begin === -1 && end === -1) return { problem: 'has no markers for the table of fields' };
	if (begin === -1) return { problem: `has no ${FIELDS_BEGIN}` };
	if (end < begin) return { problem: `has no ${FIELDS_END} after ${FIELDS_BEGIN}` };
	if (readme.indexOf(FIELDS_BEGIN, begin + 1) !== -1) return { problem: `has more than one ${FIELDS_BEGIN}` };
	const table = fields.length === 0 ? '' : fieldsTable(fields);
	return { text: `${readme.slice(0, begin + FIELDS_BEGIN.length)}\n${table}${readme.slice(end)}` };
}
