// Writes the generated pages: docs/checks (a page a check, from the catalogue and the mutants) and docs/reference/commands.md.
// `--check` writes nothing and fails when a page is not current.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CATALOGUE } from '../harness/catalogue.ts';
import type { Check } from '../harness/define-check.ts';
import { FILE_MUTANTS } from '../test/plugins/mutants/file/mutants.ts';
import { MUTANTS } from '../test/plugins/mutants/index.ts';
import { RELEASE_MUTANTS } from '../test/plugins/mutants/registry/mutants.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const STAGES: Record<Check['stage'], string> = {
	file: 'reads the file, nothing is loaded',
	description: 'judges what the plugin says of itself, before init',
	processes: 'compares what the plugin says of itself in all processes of the run',
	'ordinary-run': 'one ordinary life in a child process',
	record: 'judges the record of that ordinary life',
	live: 'a scenario of its own in a child process',
	'author-tests': "judges the author's own tests, each in a child process",
	release: 'reads what is released with the library: the project, its archives, the registry',
};

/** Every generated page by its path from the root. */
export function pages(): Map<string, string> {
	const all = new Map<string, string>();
	for (const check of CATALOGUE) all.set(`docs/checks/${check.id}.md`, checkPage(check));
	all.set('docs/checks/README.md', checkIndex());
	all.set('docs/reference/commands.md', commandPage());
	return all;
}

function checkPage(check: Check): string {
	const applies =
		check.capabilities === 'all' ? 'every plugin' : `plugins that have ${check.capabilities.join(' or ')}`;
	return `${[
		`# ${check.id}`,
		`${check.title}.`,
		`| severity | applies to | profile | how |\n| --- | --- | --- | --- |\n| ${check.severity} | ${applies} | ${check.profile} | ${STAGES[check.stage]} |`,
		`**What must hold.** ${check.asserts}`,
		`**Why.** ${check.why}`,
		`**Fix.** ${check.fix}`,
		...examples(check),
		`Run just this check: \`plugin-kit test ./libdemo.so --check ${check.id}\``,
	].join('\n\n')}\n`;
}

/** The mutants of a check are its failing examples: each is the good plugin of the tests with one deviation. */
function examples(check: Check): string[] {
	const sources = [...new Set(MUTANTS.filter((mutant) => mutant.check === check.id).map(({ source }) => source))];
	const made = [...FILE_MUTANTS, ...RELEASE_MUTANTS].filter((mutant) => mutant.check === check.id);
	return [
		...(sources.length + made.length > 0
			? ['## What it catches', 'From the tests: a plugin without a fault, with one deviation each.']
			: []),
		...made.map(({ name, says }) => `- \`${name}\`: the report says "${says}"`),
		...sources.map((source) => {
			const text = readFileSync(source, 'utf8').replace(/^\/\* SPDX[^\n]*\n/, '');
			return `\`${relative(root, source)}\`\n\n\`\`\`c\n${text.trimEnd()}\n\`\`\``;
		}),
	];
}

function checkIndex(): string {
	const groups = Map.groupBy(CATALOGUE, ({ id }) => id.slice(0, id.indexOf('.')));
	const tables = [...groups].map(
		([group, checks]) =>
			`## ${group}\n\n| check | severity | what |\n| --- | --- | --- |\n${checks
				.map(({ id, severity, title }) => `| [${id}](${id}.md) | ${severity} | ${title} |`)
				.join('\n')}`,
	);
	return `# The checks\n\nGenerated from the catalogue: ${CATALOGUE.length} checks.\n\n${tables.join('\n\n')}\n`;
}

function commandPage(): string {
	const help = (args: string[]) =>
		execFileSync(process.execPath, [join(root, 'dist/src/bin.js'), ...args, '--help'], {
			encoding: 'utf8',
			env: { ...process.env, NO_COLOR: '1', COLUMNS: '100', FORCE_COLOR: '0' },
		})
			.replace(/\n*VERSION\n {2}[^\n]*\n/, '\n')
			.trim();
	const names = readdirSync(join(root, 'src/commands'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts') && basename(name) !== 'index.ts')
		.map((name) => name.replace(/\.ts$/, '').split('/'))
		.toSorted((a, b) => a.join(' ').localeCompare(b.join(' ')));
	const sections = names.map((words) => `## plugin-kit ${words.join(' ')}\n\n\`\`\`\n${help(words)}\n\`\`\``);
	return `# Commands\n\nGenerated from the commands' own help.\n\n${sections.join('\n\n')}\n`;
}

/** Paths of pages that are not what they should be. */
export function stalePages(): string[] {
	const wanted = pages();
	const there = existsSync(join(root, 'docs/checks')) ? readdirSync(join(root, 'docs/checks')) : [];
	const orphans = there.map((name) => `docs/checks/${name}`).filter((path) => !wanted.has(path));
	const stale = [...wanted].filter(
		([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text,
	);
	return [...orphans, ...stale.map(([path]) => path)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const stale = stalePages();
	if (process.argv.includes('--check')) {
		for (const path of stale) process.stderr.write(`not current: ${path}; run npm run docs\n`);
		process.exitCode = stale.length > 0 ? 1 : 0;
	} else {
		const wanted = pages();
		for (const path of stale) {
			const text = wanted.get(path);
			if (text === undefined) {
				rmSync(join(root, path));
				continue;
			}
			mkdirSync(dirname(join(root, path)), { recursive: true });
			writeFileSync(join(root, path), text);
		}
	}
}
