import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { judgeTables } from './judge-violations.ts';

export default defineCheck<RecordCheck>({
	id: 'tables.vtables-consistent',
	title: 'tables are registered whole',
	asserts:
		'A table that is given to add_table has a name that is not used yet, a key type that can be one, and all functions in the ' +
		'extended and in the older vtables, the same in both.',
	severity: 'error',
	capabilities: ['extract', 'parse'],
	profile: 'ci',
	stage: 'record',
	why: 'libs plugin_table_api.cpp:copy_and_check_table_input refuses the table, and add_table returns FAILURE.',
	fix: 'Fill in reader, writer and fields and their _ext forms with the same functions, release_table_entry and iterate_entries too.',
	judge: (subject) =>
		judgeTables(subject, {
			'bad-table-input': {
				message: 'add_table is given a table that Falco refuses',
				expected: 'a name, a key type, and every function of the vtables',
			},
		}),
});
