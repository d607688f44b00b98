import { defineCheck, type OrdinaryRunCheck } from '../../define-check.ts';

export default defineCheck<OrdinaryRunCheck>({
	id: 'robust.hang',
	title: 'every call returns',
	asserts:
		'Every call of an ordinary life returns within its limit: 2 s for descriptive functions, 30 s for init and open, 5 s for ' +
		'the others (times --timeout-scale).',
	severity: 'error',
	capabilities: 'all',
	profile: 'dev',
	stage: 'ordinary-run',
	end: 'hang',
	why:
		'Falco looks at its signals only between two events (userspace/falco process_events.cpp): while a plugin does not come ' +
		'back, Falco neither evaluates rules nor can be stopped.',
	fix: 'Bound every wait: return TIMEOUT from next_batch after some milliseconds, and give network operations a limit.',
});
