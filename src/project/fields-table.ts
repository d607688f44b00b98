/** A field as `plugin_get_fields` declares it, as far as its documentation needs it. */
export interface PluginField {
	type: string;
	name: string;
	desc: string;
	isList?: boolean;
	arg?: { isRequired?: boolean; isIndex?: boolean; isKey?: boolean };
}

/** Between these the READMEs of the official plugins have their table. */
export const FIELDS_BEGIN = '<!-- README-PLUGIN-FIELDS -->';
export const FIELDS_END = '<!-- /README-PLUGIN-FIELDS -->';

const HEADER = ['NAME', 'TYPE', 'ARG', 'DESCRIPTION'];

/**
 * The fields as a Markdown table in the form of the official plugins: header centred, cells padded to a common width, a
 * line feed at the end.
 */
export function fieldsTable(fields: readonly PluginField[]): string {
	const rows = fields.map((field) => [
		code(field.name),
		code(field.isList ? `${field.type} (list)` : field.type),
		argumentText(field),
		cell(field.desc),
	]);
	const widths = HEADER.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
	const line = (cells: readonly string[]) => `|${cells.join('|')}|\n`;
	const header = line(HEADER.map((title, column) => ` ${centred(title, widths[column] ?? 0)} `));
	const rule = line(widths.map((width) => '-'.repeat(width + 2)));
	const body = rows.map((row) => line(row.map((text, column) => ` ${text.padEnd(widths[column] ?? 0)} `)));
	return header + rule + body.join('');
}

/** How the official tables name an argument: its kinds and whether it may be left out, such as `Index, Key, Required`. */
function argumentText({ arg }: PluginField): string {
	const kinds = [...(arg?.isIndex ? ['Index'] : []), ...(arg?.isKey ? ['Key'] : [])];
	if (kinds.length === 0) return 'None';
	return [...kinds, arg?.isRequired ? 'Required' : 'Optional'].join(', ');
}

function code(text: string): string {
	return `\`${cell(text)}\``;
}

/** Text that can't end its cell or its row. */
function cell(text: string): string {
	return text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, '<br/>');
}

function centred(text: string, width: number): string {
	const left = Math.floor((width - text.length) / 2);
	return `${' '.repeat(left)}${text}`.padEnd(width);
}
