import type { Command } from '@oclif/core';
import Build from './build.ts';
import Doctor from './doctor.ts';
import Explain from './explain.ts';
import Inspect from './inspect.ts';
import New from './new.ts';
import RulesParse from './rules/parse.ts';
import Test from './test.ts';

/** Every command by its id; a command's own work is imported only when it runs. */
export const COMMANDS: Record<string, typeof Command> = {
	build: Build,
	doctor: Doctor,
	explain: Explain,
	inspect: Inspect,
	new: New,
	'rules:parse': RulesParse,
	test: Test,
};
