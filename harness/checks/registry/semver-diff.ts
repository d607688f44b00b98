import { defineCheck, type ReleaseCheck } from '../../define-check.ts';

export default defineCheck<ReleaseCheck>({
	id: 'registry.semver-diff',
	title: 'The version says what changed',
	asserts:
		'Against the library of the previous release: a removed or changed field, source, id, capability or async event comes with a new major version, an added one with a new minor version. Before 1.0.0, a minor version is enough for both.',
	severity: 'warning',
	capabilities: 'all',
	profile: 'release',
	stage: 'release',
	why: 'Rules files ask for a version of the plugin, and Falco takes any later one of the same major version to have all that they use.',
	fix: 'Raise the version, or take the change back.',
});
