import { type Mutant, mutantsBeside } from '../mutant.ts';

/** Plugins with one fault in what they say of themselves. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{
		file: 'strings-valid-null.c',
		check: 'meta.strings-valid',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_get_name',
	},
	{
		file: 'strings-valid-latin1.c',
		check: 'meta.strings-valid',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_get_description',
	},
	{
		file: 'strings-valid-empty-contact.c',
		check: 'meta.strings-valid',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_get_contact',
	},
	{
		file: 'version-format.c',
		check: 'meta.version-format',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_get_version',
	},
	{
		file: 'version-format-trailing.c',
		check: 'meta.version-format',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_get_version',
	},
	{
		file: 'name-format.c',
		check: 'meta.name-format',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_get_name',
	},
	{
		file: 'source-name.c',
		check: 'meta.source-name',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_get_event_source',
	},
	{
		file: 'source-name-capitals.c',
		check: 'meta.source-name',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_get_event_source',
	},
	{ file: 'id-range.c', check: 'meta.id-range', verdict: 'fail', severity: 'error', call: 'plugin_get_id' },
	{
		file: 'strings-stable.c',
		check: 'meta.strings-stable',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_get_description',
	},
	{
		file: 'strings-stable-freed.c',
		check: 'meta.strings-stable',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_get_contact',
	},
]);
