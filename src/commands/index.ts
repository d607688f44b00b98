import type { Command } from '@oclif/core';
import Inspect from './inspect.ts';

/** Every command by its id; a command's own work is imported only when it runs. */
export const COMMANDS: Record<string, typeof Command> = {
	inspect: Inspect,
};
