import { defineCheck, type ReleaseCheck } from '../../define-check.ts';

export default defineCheck<ReleaseCheck>({
	id: 'registry.archive-layout',
	title: 'Release archives are what falcoctl installs',
	asserts:
		'Each archive of this version in release/ or dist/ is called <name>-<version>-linux-<machine>.tar.gz and holds lib<name>.so at its root and nothing else: no folders and no links. The library is for the machine in the name.',
	severity: 'error',
	capabilities: 'all',
	profile: 'release',
	stage: 'release',
	why: "falcoctl unpacks the archive into Falco's folder of plugins, refuses links, and takes the machine from the name.",
	fix: 'Pack the release with plugin-kit package.',
});
