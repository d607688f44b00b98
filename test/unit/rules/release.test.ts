import { describe, expect, it } from 'vitest';
import { DEFAULT_RELEASE, findRelease, KNOWN_RELEASES } from '../../../src/rules/release.ts';

describe('findRelease', () => {
	it.each(['0.44', '0.44.1', 'v0.44.0'])('finds the release of %j', (version) => {
		expect(findRelease(version)).toBe(DEFAULT_RELEASE);
	});

	it('finds the development build, which limits nesting and escapes alerts', () => {
		expect(findRelease('0.45')).toMatchObject({ engineVersion: '0.63.0', parserDepth: 100, escapesAlertText: true });
	});

	it.each(['', '0.43', '0.4', '0.44.x', '1', 'toString', '0.440'])('knows none for %j', (version) => {
		expect(findRelease(version)).toBeUndefined();
		expect(KNOWN_RELEASES).not.toContain(version);
	});
});
