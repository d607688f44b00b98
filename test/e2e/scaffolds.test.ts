// Projects in every language, made, built with the real toolchains, tested by their own tests and by plugin-kit. By default one project
// a language and variant; with PLUGIN_KIT_PROOF=1 (`npm run proof`) every capability alone and every two together.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckReport, Report } from '../../src/report/model.ts';
import type { Answers } from '../../src/scaffold/answers.ts';
import type { ScaffoldCapability } from '../../src/scaffold/capabilities.ts';
import { templateFor } from '../../src/scaffold/templates.ts';
import type { Variant } from '../../src/scaffold/variants.ts';
import type { Language } from '../../src/toolchain/languages.ts';
import { selectionsOf } from '../unit/scaffold/selections.ts';
import { writeProject } from '../unit/scaffold/write-project.ts';

const entry = join(import.meta.dirname, '../../dist/src/bin.js');
const proof = process.env.PLUGIN_KIT_PROOF === '1';

let root: string;
beforeAll(() => {
	root = mkdtempSync(join(tmpdir(), 'plugin-kit-scaffolds-'));
});
afterAll(() => rmSync(root, { recursive: true }));

/** A template, the programs that it needs, and what the author runs beside plugin-kit. */
interface Kind {
	language: Language;
	variant?: Variant;
	needs: readonly string[];
	ownTests: readonly (readonly [string, ...string[]])[];
}

const KINDS: readonly Kind[] = [
	{ language: 'c', needs: ['make', 'cc'], ownTests: [['make', 'test']] },
	{ language: 'cpp', variant: 'own', needs: ['cmake', 'c++'], ownTests: [['ctest', '--preset', 'release']] },
	...(['pull', 'push'] as const).map(
		(variant): Kind => ({
			language: 'go',
			variant,
			needs: ['go', 'cc'],
			// gofmt names the files that it would change.
			ownTests: [
				['sh', '-c', 'test -z "$(gofmt -l .)"'],
				['go', 'vet', './...'],
				['go', 'test', './...'],
			],
		}),
	),
	{
		language: 'rust',
		needs: ['cargo', 'cc'],
		// The release profile shares what the build before has compiled.
		ownTests: [
			['cargo', 'fmt', '--check'],
			['cargo', 'test', '--release', '--locked'],
		],
	},
];

function selections({ language, variant }: Kind): ScaffoldCapability[][] {
	const { capabilities } = templateFor({ language, variant, capabilities: [] });
	const all = [...capabilities];
	if (!proof) return [all];
	const selected = selectionsOf(capabilities).map((selection) =>
		isUsed(selection) ? selection : (['source', ...selection] as const),
	);
	return [all, ...selected.filter((selection) => selection.length < all.length).map((selection) => [...selection])];
}

/** Falco refuses plugins that listen and do nothing else (facts/abi.md 4.12). */
function isUsed(selection: readonly ScaffoldCapability[]): boolean {
	return (['source', 'extract', 'parse', 'async'] as const).some((capability) => selection.includes(capability));
}

/** A folder with a project; Rust projects share what cargo compiles. */
function makeProject(name: string, answers: Partial<Answers>): string {
	const folder = join(root, name);
	writeProject(folder, answers);
	if (answers.language === 'rust') {
		mkdirSync(join(root, 'target'), { recursive: true });
		symlinkSync(join(root, 'target'), join(folder, 'target'));
	}
	return folder;
}

/** `plugin-kit test` of the folder, which builds it first. */
function conformance(folder: string): { status: number | null; report: Report } {
	const run = spawnSync(process.execPath, [entry, 'test', folder, '--json'], { encoding: 'utf8' });
	// Without a report the reason is in what it says to people.
	expect(run.stdout, run.stderr).toMatch(/^\{/);
	return { status: run.status, report: JSON.parse(run.stdout) };
}

/** Verdicts that a new project must not have, unless its SDK is to blame; a crash or a hang never. */
function complaints({ checks }: Report): string[] {
	const isBad = ({ verdict, reason }: CheckReport) => {
		if (verdict === 'warning' || verdict === 'fail') return !reason?.startsWith('your SDK, not you');
		return verdict === 'crash' || verdict === 'hang' || verdict === 'error';
	};
	return checks.filter(isBad).map(({ id, verdict, findings }) => `${id}: ${verdict}: ${findings[0]?.message}`);
}

function isMissing(program: string): boolean {
	return spawnSync('sh', ['-c', 'command -v "$0"', program]).status !== 0;
}

describe.skipIf(!existsSync(entry))('projects (need npm run build)', () => {
	for (const kind of KINDS) {
		const missing = kind.needs.filter(isMissing);
		const title = [kind.language, kind.variant].filter(Boolean).join(', ');
		describe.skipIf(missing.length > 0)(
			`in ${title}${missing.length > 0 ? ` (need ${missing.join(', ')})` : ''}`,
			() => {
				it.each(selections(kind).map((capabilities) => ({ capabilities, name: capabilities.join(',') })))(
					'build, test and conform: $name',
					({ capabilities, name }) => {
						const folder = makeProject(`${kind.language}-${kind.variant}-${name}`, {
							...kind,
							capabilities,
							source: capabilities.includes('source') ? 'my_logins' : null,
						});
						const { status, report } = conformance(folder);
						expect(complaints(report)).toEqual([]);
						expect(status).toBe(0);
						expect(report.plugin.name).toBe('my-logins');
						for (const [program, ...parameters] of kind.ownTests) {
							execFileSync(program, parameters, { cwd: folder, stdio: 'pipe' });
						}
					},
					600_000,
				);
			},
		);
	}

	const sdk = process.env.PLUGIN_SDK_CPP;
	it.skipIf(sdk === undefined)(
		'in C++ over plugin-sdk-cpp build and conform (need its source in PLUGIN_SDK_CPP)',
		() => {
			const folder = makeProject('official', {
				language: 'cpp',
				variant: 'official',
				capabilities: ['source', 'extract'],
			});
			const configure = ['--preset', 'release', `-DFETCHCONTENT_SOURCE_DIR_PLUGIN_SDK_CPP=${sdk}`];
			execFileSync('cmake', configure, { cwd: folder, stdio: 'pipe' });
			expect(complaints(conformance(folder).report)).toEqual([]);
		},
		600_000,
	);
});

const actionlint = process.env.ACTIONLINT ?? 'actionlint';
describe.skipIf(isMissing(actionlint))(
	'workflows (need actionlint: go install github.com/rhysd/actionlint/cmd/actionlint)',
	() => {
		it.each(KINDS)('of projects in $language, $variant are right', ({ language, variant }) => {
			const folder = makeProject(`lint-${language}-${variant}`, { language, variant });
			const files = ['ci', 'release'].map((name) => join(folder, `.github/workflows/${name}.yaml`));
			const { stdout, status } = spawnSync(actionlint, files, { encoding: 'utf8' });
			expect(stdout).toBe('');
			expect(status).toBe(0);
		});
	},
);
