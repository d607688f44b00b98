import type { Command } from '@oclif/core';
import Explain from './explain.ts';

/** Every command by its id; a command's own work is imported only when it runs. */
export const COMMANDS: Record<string, typeof Command> = {
	explain: Explain,
};
