import type { Check } from '../../define-check.ts';
import dumpState from './dump-state.ts';
import eventLayout from './event-layout.ts';
import eventsDeclared from './events-declared.ts';
import handlerCall from './handler-call.ts';
import handlerFailure from './handler-failure.ts';
import neverSet from './never-set.ts';
import restart from './restart.ts';
import stopJoins from './stop-joins.ts';

export const ASYNC_CHECKS: readonly Check[] = [
	eventsDeclared,
	eventLayout,
	handlerCall,
	stopJoins,
	restart,
	handlerFailure,
	neverSet,
	dumpState,
];
