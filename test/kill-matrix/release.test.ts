import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/model.ts';
import { buildPlugins } from '../plugins/build.ts';
import { RELEASE_MUTANTS, type ReleaseMutant } from '../plugins/mutants/registry/mutants.ts';
import { makeRelease, RELEASE_LIBRARIES } from '../plugins/mutants/registry/project.ts';
import { firing, judgeRelease } from './judge.ts';

const work = mkdtempSync(join(tmpdir(), 'release-'));
let libraries: ReadonlyMap<string, string> = new Map();

beforeAll(async () => {
	libraries = await buildPlugins(RELEASE_LIBRARIES);
}, 300_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

function release(name: string, damage: ReleaseMutant['damage'] = () => undefined): Promise<Report> {
	const folder = join(work, name);
	mkdirSync(folder);
	damage(makeRelease(folder, libraries, `release-${name}`));
	return judgeRelease(join(folder, 'libgood.so'), {
		project: folder,
		registry: join(folder, 'registry'),
		previous: join(folder, 'previous.so'),
	});
}

const told = (report: Report) =>
	firing(report).map(
		({ id, verdict, findings }) => `${id} ${verdict}: ${findings.map((one) => one.message).join('; ')}`,
	);

describe('a release with one fault is caught by its check, and by no other', () => {
	it.each(RELEASE_MUTANTS)('$name', async ({ name, check, verdict, severity, says, damage }) => {
		const report = await release(name, damage);
		expect(told(report)).toEqual([expect.stringMatching(new RegExp(`^${check} ${verdict}: `))]);
		const found = report.checks.find(({ id }) => id === check)?.findings ?? [];
		expect(found.filter((one) => one.severity === severity && one.message.includes(says))).toHaveLength(1);
	});
});

describe('a release without a fault', () => {
	it('is judged by every check, and not complained about', async () => {
		const report = await release('clean');
		expect(told(report)).toEqual([]);
		expect(
			report.checks.filter(({ verdict }) => verdict === 'skipped').map(({ id, reason }) => `${id}: ${reason}`),
		).toEqual([]);
	});

	it('that gives nothing but a library is told what to give', async () => {
		const library = libraries.get('release') ?? '';
		const report = await judgeRelease(library, { project: null, registry: null, previous: null });
		const reasons = Object.fromEntries(report.checks.map(({ id, verdict, reason }) => [id, `${verdict}: ${reason}`]));
		expect(reasons).toMatchObject({
			'registry.id-available': expect.stringMatching(/^skipped: .*--registry/),
			'registry.entry-complete': expect.stringMatching(/^skipped: .*plugin-kit\.yaml/),
			'registry.semver-diff': expect.stringMatching(/^skipped: .*--previous/),
		});
	});

	it('that names a previous library that is none is a mistake of the author', async () => {
		const library = libraries.get('release') ?? '';
		const nowhere = join(work, 'nowhere.so');
		await expect(judgeRelease(library, { project: null, registry: null, previous: nowhere })).rejects.toThrow(
			`no such file: ${nowhere}`,
		);
	});
});
