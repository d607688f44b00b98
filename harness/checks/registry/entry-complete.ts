import { defineCheck, type ReleaseCheck } from '../../define-check.ts';

export default defineCheck<ReleaseCheck>({
	id: 'registry.entry-complete',
	title: 'The entry has what reviewers ask for',
	asserts:
		'Description, authors, contact, maintainers, keywords, URL and SPDX licence are there and well formed; every property of the configuration schema has a title and a description, and none takes what looks like a secret in plain text.',
	severity: 'warning',
	capabilities: 'all',
	profile: 'release',
	stage: 'release',
	why: "Reviews in the registry's repository ask for these again and again, and configuration is often kept in git.",
	fix: 'Give them under `registry:` in plugin-kit.yaml.',
});
