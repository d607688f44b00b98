import { defineCheck, type OrdinaryRunCheck } from '../../define-check.ts';

export default defineCheck<OrdinaryRunCheck>({
	id: 'robust.no-exit',
	title: 'the plugin does not end the process',
	asserts:
		'No call of an ordinary life ends the process by exit, _exit or the like, or closes descriptors of the host.',
	severity: 'error',
	capabilities: 'all',
	profile: 'dev',
	stage: 'ordinary-run',
	end: 'exit',
	why:
		'A plugin is a guest in the process of Falco: its exit ends all detection, of all sources, without an error message. ' +
		'In Go, log.Fatal and os.Exit do it.',
	fix: 'Return SS_PLUGIN_FAILURE and give the reason in get_last_error.',
});
