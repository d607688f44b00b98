import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadMatrix, loadRanges, releasesThatLoad } from '../../../src/falco/load-matrix.ts';
import { FALCO_RELEASES } from '../../../src/falco/releases.ts';

const shared = new URL('../../../../shared/data/falco-api-versions.json', import.meta.url);

describe('which Falco releases load a plugin', () => {
	it.each([
		['3.12.0', '0.42.0', '0.44.1'],
		['3.11.0', '0.41.0', '0.44.1'],
		['3.8.0', '0.40.0', '0.44.1'],
		['3.6.0', '0.38.1', '0.44.1'],
		['3.0.0', '0.35.0', '0.44.1'],
		['2.0.0', '0.33.0', '0.34.1'],
		['1.0.0', '0.32.0', '0.32.2'],
		['0.1.0', '0.31.0', '0.31.1'],
	])('that requires %s: %s to %s', (required, first, last) => {
		const loading = releasesThatLoad(required);
		expect([loading[0]?.release, loading.at(-1)?.release]).toEqual([first, last]);
	});

	it.each(['2.1.0', '1.1.0', '3.12.1', '3.13.0', '4.0.0', '3.x', '', 'v3.0.0', '3.1'])(
		'that requires %j: none',
		(required) => {
			expect(releasesThatLoad(required)).toEqual([]);
		},
	);

	it('reads a version as leniently as sscanf does', () => {
		for (const text of ['3.1.0-rc1', '3.1.0xyz', ' 3.+1.0']) expect(releasesThatLoad(text)[0]?.release).toBe('0.36.0');
	});

	it("quotes Falco's own refusal", () => {
		const refusalBy = (release: string, required: string) => {
			const answer = loadMatrix(required).find((candidate) => candidate.release.release === release);
			return answer?.loads === false ? answer.message : undefined;
		};
		const prefix = (required: string, framework: string) =>
			`plugin required API version '${required}' not compatible with the framework's API version '${framework}': `;
		expect(refusalBy('0.44.1', '4.0.0')).toBe(`${prefix('4.0.0', '3.12.0')}major versions disagree`);
		expect(refusalBy('0.41.0', '3.12.0')).toBe(
			`${prefix('3.12.0', '3.11.0')}framework's minor is less than the requested one`,
		);
		expect(refusalBy('0.44.1', '3.12.1')).toBe(
			`${prefix('3.12.1', '3.12.0')}framework's patch is less than the requested one`,
		);
		expect(refusalBy('0.44.1', '3.x')).toBe("plugin provided an invalid required API version: '3.x'");
	});

	it('puts neighbouring releases with one answer together', () => {
		expect(loadRanges('3.12.0').map(({ first, last, loads, openEnded }) => [first, last, loads, openEnded])).toEqual([
			['0.31.0', '0.34.1', false, false],
			['0.35.0', '0.41.3', false, false],
			['0.42.0', '0.44.1', true, true],
		]);
	});

	it('gives every release exactly one range, for any text', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.tuple(fc.nat(4), fc.nat(14), fc.nat(2)).map((v) => v.join('.')),
				),
				(required) => {
					const ranges = loadRanges(required);
					expect(ranges[0]?.first).toBe(FALCO_RELEASES[0].release);
					expect(ranges.at(-1)?.last).toBe(FALCO_RELEASES.at(-1)?.release);
					expect(ranges.every(({ loads, message }) => loads === (message === null))).toBe(true);
				},
			),
		);
	});

	// The table was read from this file, which is with the project's sources of facts and not in every clone.
	describe.skipIf(!existsSync(shared))('agrees with the recorded history (shared data)', () => {
		const recorded: { falco: Record<string, string | null>[]; plugin_api: Record<string, unknown>[] } = existsSync(
			shared,
		)
			? JSON.parse(readFileSync(shared, 'utf8'))
			: { falco: [], plugin_api: [] };

		it('in every release', () => {
			const rows = recorded.falco.filter((row) => row.plugin_api !== null);
			expect(FALCO_RELEASES.map(({ release, apiVersion, eventSchema }) => [release, apiVersion, eventSchema])).toEqual(
				rows.map((row) => [row.falco, row.plugin_api, row.event_schema]),
			);
		});

		it('in the releases that load each API version', () => {
			for (const row of recorded.plugin_api) {
				const expected = row.loads_on as { first: string; last: string } | null;
				const loading = releasesThatLoad(String(row.api));
				expect([row.api, loading[0]?.release ?? null, loading.at(-1)?.release ?? null]).toEqual([
					row.api,
					expected?.first,
					expected?.last,
				]);
			}
		});
	});
});
