import { defineCheck, type OrdinaryRunCheck } from '../../define-check.ts';

export default defineCheck<OrdinaryRunCheck>({
	id: 'robust.crash',
	title: 'no crash in an ordinary life',
	asserts:
		'No call and no thread of the plugin ends in a fatal signal while it lives the life that Falco gives it: load, init, ' +
		'open, read, extract, close, destroy.',
	severity: 'error',
	capabilities: 'all',
	profile: 'dev',
	stage: 'ordinary-run',
	end: 'crash',
	why:
		'Falco calls plugins in its own process, without a guard: a fault in one plugin ends Falco, and its log does not say ' +
		'which plugin it was (libs userspace/libsinsp/plugin.cpp calls the symbols directly).',
	fix: 'Look at the topmost frame of your own code. Build with debug information (-g) to see its line.',
});
