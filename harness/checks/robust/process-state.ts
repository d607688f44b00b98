import { defineCheck } from '../../define-check.ts';
import type { ProcessState } from '../../process-state.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';

export default defineCheck({
	id: 'robust.process-state',
	title: 'the process is left as it was',
	asserts:
		'Loading and running the plugin leaves the handling of SIGINT, SIGTERM, SIGHUP and SIGUSR1, the working directory, the ' +
		'umask, the locale, the environment, the resource limits and the standard streams of the process as they were.',
	severity: 'warning',
	capabilities: 'all',
	profile: 'ci',
	stage: 'record',
	why:
		'All of it belongs to Falco, which ends on SIGINT and SIGTERM, reloads on SIGHUP, reopens its outputs on SIGUSR1, and ' +
		'finds relative paths of its configuration in the working directory.',
	fix: 'Leave the process alone: a plugin is a guest in it.',
	judge({ process: { beforeLoad, loaded }, record: { processStates } }) {
		const findings = [
			...changes(beforeLoad, loaded, undefined, 'when it is loaded'),
			...changes(loaded, processStates.afterInit, 'plugin_init', 'in init'),
			...changes(processStates.afterInit, processStates.afterDestroy, undefined, 'while it runs'),
		];
		return judged(findings, `${Object.keys(loaded).length} things of the process`);
	},
});

function changes(before: ProcessState, after: ProcessState, call: string | undefined, when: string): FindingDraft[] {
	const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
	return names.flatMap((name): FindingDraft[] => {
		if (before[name] === after[name]) return [];
		return [
			{
				message: `the plugin changes ${name} ${when}`,
				...(call === undefined ? {} : { call }),
				expected: before[name] ?? 'not set',
				observed: after[name] ?? 'not set',
			},
		];
	});
}
