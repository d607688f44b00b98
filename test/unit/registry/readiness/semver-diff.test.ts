import { describe, expect, it } from 'vitest';
import type { LibraryFacts } from '../../../../src/registry/library.ts';
import { libraryFacts } from '../../../../src/registry/library.ts';
import { compareBuilds, judgeSemverDiff } from '../../../../src/registry/readiness/semver-diff.ts';
import { description } from '../fixtures/description.ts';
import { verdicts } from '../fixtures/outcome.ts';

const OLD: LibraryFacts = { ...libraryFacts(description(), 'libbuoy.so'), version: '1.2.3' };
const [NAME, DEPTH, LIGHTS] = OLD.fields;
if (NAME === undefined || DEPTH === undefined || LIGHTS === undefined) throw new Error('three fields are needed');
const withFields = (...fields: LibraryFacts['fields'][number][]): Partial<LibraryFacts> => ({ fields });

describe('compareBuilds', () => {
	it('finds nothing between equal builds', () => {
		expect(compareBuilds(OLD, OLD)).toEqual([]);
	});

	it.each<[Partial<LibraryFacts>, string]>([
		[withFields(DEPTH, LIGHTS), 'major: the field buoy.name is gone'],
		[withFields(NAME, DEPTH, LIGHTS, { ...NAME, name: 'buoy.new' }), 'minor: the field buoy.new is new'],
		[withFields({ ...NAME, type: 'uint64' }, DEPTH, LIGHTS), 'major: the field buoy.name was string and is uint64'],
		[withFields({ ...NAME, isList: true }, DEPTH, LIGHTS), 'major: the field buoy.name became a list'],
		[withFields({ ...NAME, desc: 'x' }, DEPTH, LIGHTS), 'patch: the field buoy.name has another description'],
		[
			withFields(NAME, { ...DEPTH, arg: { ...DEPTH.arg, isKey: true } }, LIGHTS),
			'minor: the field buoy.depth takes a key now',
		],
		[
			withFields(NAME, { ...DEPTH, arg: { ...DEPTH.arg, isRequired: false } }, LIGHTS),
			'minor: the field buoy.depth needs no argument any more',
		],
		[{ id: 7 }, 'major: the id was 2 and is 7'],
		[{ source: 'boje' }, 'major: the event source was buoy and is boje'],
		[{ capabilities: ['source', 'extract', 'async'] }, 'minor: the capability async is new'],
		[{ capabilities: ['source'] }, 'major: the capability extract is gone'],
		[{ asyncEvents: ['tide'] }, 'minor: the async event tide is new'],
	])('finds %j', (changes, expected) => {
		expect(compareBuilds(OLD, { ...OLD, ...changes }).map(({ bump, what }) => `${bump}: ${what}`)).toEqual([expected]);
	});
});

describe('judgeSemverDiff', () => {
	const removed = withFields(DEPTH, LIGHTS);
	const added = withFields(NAME, DEPTH, LIGHTS, { ...NAME, name: 'buoy.new' });

	it.each<[string, string, Partial<LibraryFacts>, boolean]>([
		['1.2.3', '1.2.3', {}, true],
		['1.2.3', '2.0.0', removed, true],
		['1.2.3', '2.0.0-rc.1', removed, true],
		['1.2.3', '1.3.0', removed, false],
		['1.2.3', '1.2.4', removed, false],
		['1.2.3', '1.3.0', added, true],
		['1.2.3', '1.2.4', added, false],
		['1.2.3', '1.2.3', withFields({ ...NAME, desc: 'x' }, DEPTH, LIGHTS), false],
		['1.2.3', '1.2.4', withFields({ ...NAME, desc: 'x' }, DEPTH, LIGHTS), true],
		['0.2.0', '0.3.0', removed, true],
		['0.2.0', '0.2.1', removed, false],
	])('from %s to %s with %j', (before, after, changes, fine) => {
		const outcome = judgeSemverDiff({ old: { ...OLD, version: before }, now: { ...OLD, ...changes, version: after } });
		expect(verdicts(outcome).length === 0).toBe(fine);
	});

	it('tells the lowest version that would do', () => {
		const outcome = judgeSemverDiff({ old: OLD, now: { ...OLD, ...removed, version: '1.2.4' } });
		expect(outcome).toMatchObject({
			findings: [{ expected: '2.0.0 or later', observed: '1.2.4', evidence: 'major: the field buoy.name is gone' }],
		});
		expect(verdicts(outcome)).toEqual(['1.2.4 does not say what changed since 1.2.3: the field buoy.name is gone']);
	});
});
