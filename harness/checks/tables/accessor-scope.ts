import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { judgeTables } from './judge-violations.ts';

export default defineCheck<RecordCheck>({
	id: 'tables.accessor-scope',
	title: 'tables and fields are used as they were obtained',
	asserts:
		'Accessors are used on the table that they come from, with its types, for what may be written, and in the calls in which ' +
		'tables may be used.',
	severity: 'error',
	capabilities: ['extract', 'parse'],
	profile: 'ci',
	stage: 'record',
	why:
		'plugin_api.h: tables and fields are obtained in init, read in extraction and parsing, written in parsing. libs casts ' +
		'accessors blindly and throws on other types.',
	fix: 'Keep table and accessors together in the state, and use the reader and writer of the current call.',
	judge: (subject) =>
		judgeTables(subject, {
			'field-of-other-table': {
				message: 'an accessor is used on a table that it does not belong to',
				expected: 'the accessor that was obtained from this table',
			},
			'entry-of-other-table': {
				message: 'an entry is used on a table that it does not belong to',
				expected: 'the table that the entry came from',
			},
			'unknown-table': { message: 'a table is used that the host never gave', expected: 'a table of get_table' },
			'unknown-field': { message: 'an accessor is used that the host never gave', expected: 'one of get_table_field' },
			'unknown-entry': { message: 'an entry is used that the host never gave', expected: 'one of get_table_entry' },
			'wrong-type': {
				message: 'a table or field is asked for with another type than it has',
				expected: 'the type that list_tables or list_table_fields tells',
			},
			'write-to-read-only-field': {
				message: 'a read-only field of a table is written',
				expected: 'writes to fields that are not read-only',
			},
			'out-of-phase': {
				message: 'tables are used in a call in which they may not be',
				expected: 'lookups in init, reads in extraction and parsing, writes in parsing',
			},
			'foreign-thread': {
				message: 'tables are used from a thread of the plugin',
				expected: 'use within the calls of the host, on its thread',
			},
		}),
});
