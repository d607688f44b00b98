import { defineCheck, type ReleaseCheck } from '../../define-check.ts';

export default defineCheck<ReleaseCheck>({
	id: 'registry.id-available',
	title: "The id is the plugin's own, or the next free one",
	asserts:
		"In the registry, the id that the library reports is that of the plugin's own entry; a plugin without an entry reports the next free id. 999 is for development only.",
	severity: 'warning',
	capabilities: ['source'],
	profile: 'release',
	stage: 'release',
	why: 'The id tells in a capture whose event it is, so no two plugins may have the same; 999 is reserved for development, and the registry gives ids in order.',
	fix: 'Let `plugin-kit register` change it: it takes the next free id and rebuilds with --apply-id.',
});
