import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCommand } from '../../../src/project/split-command.ts';

describe('splitCommand', () => {
	it.each([
		['make', ['make']],
		['  cargo  build\t--release ', ['cargo', 'build', '--release']],
		['cc "a b.c" \'$x\' -o""', ['cc', 'a b.c', '$x', '-o']],
		['x "" y', ['x', '', 'y']],
		['a"b c"d', ['ab cd']],
	])('splits %j', (text, words) => {
		expect(splitCommand(text)).toEqual({ words });
	});

	it.each([
		['a | b', "'|' would need a shell"],
		['cc *.c', "'*' would need a shell"],
		['echo $HOME', "'$' would need a shell"],
		['a\nb', "'\\n' would need a shell"],
		['cc "a', 'a quote (") is not closed'],
		['   ', 'names no program'],
		['"" x', 'names no program'],
	])('refuses %j', (text, problem) => {
		const result = splitCommand(text);
		expect('problem' in result ? result.problem : undefined).toContain(problem);
	});

	it('gives back any words that were quoted', () => {
		const word = fc.string().map((text) => text.replaceAll("'", ''));
		const program = word.filter((text) => text !== '');
		fc.assert(
			fc.property(program, fc.array(word), (first, rest) => {
				const words = [first, ...rest];
				expect(splitCommand(words.map((text) => `'${text}'`).join(' '))).toEqual({ words });
			}),
		);
	});
});
