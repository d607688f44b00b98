import { describe, expect, it } from 'vitest';
import { canAsk } from '../../../src/cli/prompts.ts';
import { capabilityNotes, parseCapabilities } from '../../../src/scaffold/capabilities.ts';
import { nameNotes } from '../../../src/scaffold/names.ts';
import { completeAnswers } from '../../../src/scaffold/questions.ts';
import { chooseVariant } from '../../../src/scaffold/variants.ts';

describe('completeAnswers', () => {
	it('takes the usual answers with --yes', async () => {
		expect(await completeAnswers({ name: 'my-logins' }, { takeUsual: true })).toEqual({
			language: 'c',
			name: 'my-logins',
			source: 'my_logins',
			capabilities: ['source', 'extract'],
			description: 'Falco plugin my-logins',
			contact: 'https://github.com/OWNER/my-logins',
		});
	});

	it('leaves the source open for a plugin that produces no events', async () => {
		const answers = await completeAnswers({ name: 'x', capabilities: 'parse' }, { takeUsual: true });
		expect(answers.source).toBeNull();
	});

	it('names all missing flags where there is nobody to ask', async () => {
		await expect(completeAnswers({}, { takeUsual: false })).rejects.toThrow('missing: --lang, --name, --capabilities');
		await expect(completeAnswers({ capabilities: 'source' }, { takeUsual: false })).rejects.toThrow(
			'missing: --lang, --name, --source',
		);
		await expect(completeAnswers({}, { takeUsual: true })).rejects.toThrow('missing: --name');
	});

	it('needs no more than language, name, source and capabilities', async () => {
		const given = { language: 'c', name: 'x', source: 'y', capabilities: 'extract,source' };
		const answers = await completeAnswers(given, { takeUsual: false });
		expect(answers).toMatchObject({ source: 'y', capabilities: ['source', 'extract'] });
	});

	it('asks for what is missing, in order, with what was said before', async () => {
		const asked: string[] = [];
		const replies: Record<string, string> = { name: 'abc', capabilities: 'source,async' };
		const answers = await completeAnswers(
			{ description: 'given' },
			{
				takeUsual: false,
				ask: async ({ key }, usual) => {
					asked.push(`${key}=${usual}`);
					return replies[key] ?? usual ?? '';
				},
			},
		);
		expect(asked).toEqual([
			'language=c',
			'name=undefined',
			'capabilities=source,extract',
			'source=abc',
			'contact=https://github.com/OWNER/abc',
		]);
		expect(answers).toMatchObject({ name: 'abc', capabilities: ['source', 'async'], description: 'given' });
	});

	it('looks at flags before it asks', async () => {
		const ask = () => Promise.reject(new Error('asked'));
		await expect(completeAnswers({ language: 'cobol' }, { takeUsual: false, ask })).rejects.toThrow("'cobol'");
		await expect(completeAnswers({ source: 'internal' }, { takeUsual: false, ask })).rejects.toThrow('reserved');
	});
});

describe('canAsk', () => {
	it('wants two terminals and no CI', () => {
		const tty = { isTTY: true };
		expect(canAsk({}, tty, tty)).toBe(true);
		expect(canAsk({}, {}, tty)).toBe(false);
		expect(canAsk({}, tty, {})).toBe(false);
		expect(canAsk({ CI: 'true' }, tty, tty)).toBe(false);
	});
});

describe('parseCapabilities', () => {
	it('gives each once, in the order of the API', () => {
		expect(parseCapabilities(' set_config,extract, source,extract')).toEqual(['source', 'extract', 'set_config']);
	});

	it('refuses unknown ones, and those that no loader counts as a capability', () => {
		expect(() => parseCapabilities('source,sorce')).toThrow("unknown 'sorce'");
		expect(() => parseCapabilities('metrics,set_config')).toThrow('Falco loads a plugin only if');
		expect(() => parseCapabilities('')).toThrow('Falco loads a plugin only if');
	});
});

describe('notes', () => {
	it('say what Falco and the registry would object to', () => {
		expect(capabilityNotes(['listen', 'metrics'])).toHaveLength(1);
		expect(capabilityNotes(['listen', 'parse'])).toEqual([]);
		expect(nameNotes('my-logins')).toEqual([]);
		expect(nameNotes('falco_rules_plugin')).toHaveLength(3);
		expect(nameNotes('test')).toHaveLength(1);
	});
});

describe('chooseVariant', () => {
	it('takes the first choice of the language where no flag is given', () => {
		expect(chooseVariant('go', {})).toBe('pull');
		expect(chooseVariant('cpp', {})).toBe('own');
		expect(chooseVariant('rust', {})).toBeUndefined();
	});

	it('takes what the flag says, for the language that has it', () => {
		expect(chooseVariant('go', { goSource: 'push' })).toBe('push');
		expect(chooseVariant('cpp', { sdk: 'official' })).toBe('official');
		expect(() => chooseVariant('c', { goSource: 'push' })).toThrow('--go-source: only for --lang go');
		expect(() => chooseVariant('go', { goSource: 'poll' })).toThrow("--go-source: 'poll' is unknown");
	});
});
