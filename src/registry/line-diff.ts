import { createTwoFilesPatch } from 'diff';

/** A unified diff with git's file names and three lines around each change; empty where nothing differs. */
export function lineDiff(before: string, after: string, file: string): string {
	if (before === after) return '';
	const patch = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 3 });
	return patch.replace(/^=+\n/, '');
}
