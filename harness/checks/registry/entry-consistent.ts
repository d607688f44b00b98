import { defineCheck, type ReleaseCheck } from '../../define-check.ts';

export default defineCheck<ReleaseCheck>({
	id: 'registry.entry-consistent',
	title: 'Entry, file name, tag and library agree',
	asserts:
		"The library file is called lib<name>.so; the plugin's entry in the registry has the name, id, event source and capabilities that the library reports; a version tag on the commit is the version of the library. Without a registry, the name in plugin-kit.yaml stands for the entry.",
	severity: 'error',
	capabilities: 'all',
	profile: 'release',
	stage: 'release',
	why: "The registry's publisher refuses a plugin whose name is not that of its entry, and Falco looks for lib<name>.so.",
	fix: 'Change the one that is wrong, and build.',
});
