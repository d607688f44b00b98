import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { releaseTime } from '../../../src/package/release-time.ts';
import { makeClones } from '../registry/fixtures/clones.ts';

describe('releaseTime', () => {
	it('is SOURCE_DATE_EPOCH, else the last commit, else nothing', async () => {
		const { clone } = makeClones();
		expect(await releaseTime(clone, { SOURCE_DATE_EPOCH: '86400' })).toEqual(new Date('1970-01-02T00:00:00Z'));
		expect(await releaseTime(clone, {})).toEqual(new Date('2026-01-01T00:00:00Z'));
		expect(await releaseTime(mkdtempSync(join(tmpdir(), 'plugin-kit-time-')), {})).toBeUndefined();
	});
});
