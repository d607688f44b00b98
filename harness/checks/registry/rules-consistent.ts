import { defineCheck, type ReleaseCheck } from '../../define-check.ts';

export default defineCheck<ReleaseCheck>({
	id: 'registry.rules-consistent',
	title: 'The shipped rules load with the plugin',
	asserts:
		"The files in rules/ load in Falco's rules engine with the plugin's fields and sources: conditions and outputs compile, each field takes the argument that it is given, and the required plugin version is one that the library satisfies.",
	severity: 'error',
	capabilities: 'all',
	profile: 'release',
	stage: 'release',
	why: 'Falco refuses to start over a rule with an unknown field and over a plugin version that is not met, and silently skips rules of a source that nobody serves.',
	fix: 'Bring rules and plugin to the same state.',
});
