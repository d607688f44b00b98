import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { ProcessResources } from '../../life/process-resources.ts';
import { judged } from '../../protocol/verdict.ts';
import { ORDINARY_CALLS } from '../ordinary-calls.ts';
import { leftOver } from './left-over.ts';

const LIVES = 6;

export default defineCheck<LiveCheck>({
	id: 'lifecycle.resources-gone',
	title: 'nothing is left after destroy',
	asserts:
		'A life from init to destroy leaves no thread, file descriptor, timer or child process behind. What a language runtime keeps ' +
		'from its first use on does not count.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ORDINARY_CALLS,
	deadlineMs: 60_000,
	why: 'libs unloads the library after destroy: a thread that still runs crashes Falco. Falco lives many such lives in one process.',
	fix: 'Join the threads and close the descriptors of an instance in close, those of the state in destroy.',
	async run(context) {
		const rounds: ProcessResources[] = [];
		for (let life = 0; life < LIVES; life++) {
			await context.liveOrdinarily('short');
			rounds.push(context.resources());
		}
		return judged(leftOver(rounds, 'life from init to destroy', 'plugin_destroy'), `${LIVES} lives in one process`);
	},
});
