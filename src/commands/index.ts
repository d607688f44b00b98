import type { Command } from '@oclif/core';
import Build from './build.ts';
import Docs from './docs.ts';
import Doctor from './doctor.ts';
import Explain from './explain.ts';
import Init from './init.ts';
import Inspect from './inspect.ts';
import New from './new.ts';
import Package from './package.ts';
import Register from './register.ts';
import RegistryCheck from './registry/check.ts';
import RegistryNextId from './registry/next-id.ts';
import RegistryTable from './registry/table.ts';
import RulesParse from './rules/parse.ts';
import Run from './run.ts';
import Test from './test.ts';
import Update from './update.ts';

/** Every command by its id; a command's own work is imported only when it runs. */
export const COMMANDS: Record<string, typeof Command> = {
	build: Build,
	docs: Docs,
	doctor: Doctor,
	explain: Explain,
	init: Init,
	inspect: Inspect,
	new: New,
	package: Package,
	register: Register,
	'registry:check': RegistryCheck,
	'registry:next-id': RegistryNextId,
	'registry:table': RegistryTable,
	'rules:parse': RulesParse,
	run: Run,
	test: Test,
	update: Update,
};
