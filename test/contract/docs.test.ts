import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stalePages } from '../../docs/generate.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Relative links of a Markdown page that lead nowhere. */
function brokenLinks(page: string): string[] {
	const folder = join(root, page, '..');
	return [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
		.map(([, target = '']) => target)
		.filter((target) => !existsSync(join(folder, target)));
}

describe('the documentation', () => {
	it('has generated pages that are current (npm run docs)', () => {
		expect(stalePages()).toEqual([]);
	});

	it('has no link that leads nowhere', () => {
		const pages = [
			'README.md',
			'CONTRIBUTING.md',
			...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
				.filter((name) => name.endsWith('.md'))
				.map((name) => `docs/${name}`),
		];
		expect(pages.flatMap((page) => brokenLinks(page).map((link) => `${page}: ${link}`))).toEqual([]);
	});

	it('describes every command in the README', () => {
		const readme = readFileSync(join(root, 'README.md'), 'utf8');
		const commands = readdirSync(join(root, 'src/commands'), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts') && !name.endsWith('index.ts'))
			.map((name) => name.replace(/\.ts$/, '').replaceAll('/', ' '));
		expect(commands.filter((name) => !readme.includes(`\`${name}`) && !readme.includes(`plugin-kit ${name}`))).toEqual(
			[],
		);
	});
});
