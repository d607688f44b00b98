import { defineCheck, type ReleaseCheck } from '../../define-check.ts';

export default defineCheck<ReleaseCheck>({
	id: 'registry.readme-fields',
	title: 'The README lists the fields',
	asserts:
		'The table between the field markers of README.md has the fields of get_fields, each with its type, argument and description.',
	severity: 'warning',
	capabilities: ['extract'],
	profile: 'release',
	stage: 'release',
	why: 'It is where authors of rules look, and the registry generates the same table for its own plugins.',
	fix: 'Write the table anew: plugin-kit docs',
});
