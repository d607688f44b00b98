import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { insertEntry } from '../../../src/registry/insert-entry.ts';
import { prepareRegistration, type RegisterRequest, type Registration } from '../../../src/registry/register.ts';
import { send, submit, writeRegistry } from '../../../src/registry/submit.ts';
import { type Clones, git, makeClones, mergeUpstream, stateOf } from './fixtures/clones.ts';
import { text } from './fixtures/description.ts';
import { METADATA, makePorts, type PortOptions, person } from './fixtures/ports.ts';
import { hasLiveRegistry, LIVE_REGISTRY_FILE, REGISTRY } from './fixtures/registries.ts';

const BLOCK = `+  - name: buoy
+    description: Read what buoys say
+    authors: Jane Roe
+    contact: https://example.org/buoy/issues
+    maintainers:
+      - name: Jane Roe
+        email: jane@example.org
+    keywords:
+      - buoy
+    url: https://example.org/buoy
+    rules_url: https://example.org/buoy/rules
+    license: Apache-2.0
+    capabilities:
+      sourcing:
+        supported: true
+        id: 2
+        source: buoy
+      extraction:
+        supported: true
`;

let clones: Clones;

beforeEach(() => {
	vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
	vi.stubEnv('GIT_CONFIG_SYSTEM', '/dev/null');
	clones = makeClones();
});
afterEach(() => void vi.unstubAllEnvs());

const request = (changes: Partial<RegisterRequest> = {}): RegisterRequest => ({
	registry: clones.clone,
	project: '.',
	fetch: false,
	applyId: false,
	renumber: false,
	now: new Date(),
	...changes,
});

async function prepare(options: PortOptions = {}, changes: Partial<RegisterRequest> = {}, talk = person()) {
	const ports = makePorts(join(clones.folder, 'buoy'), options);
	const registration = await prepareRegistration(request(changes), ports, talk);
	if (!('entry' in registration)) throw new Error('the library is not ready');
	return { ...registration, talk, clone: registration.place.kind === 'clone' ? registration.place : undefined };
}

async function register(options: PortOptions = {}, changes: Partial<RegisterRequest> = {}, talk = person()) {
	const registration = await prepare(options, changes, talk);
	if (registration.clone === undefined) throw new Error('no clone');
	const submission = await submit(registration, registration.clone, talk);
	return { ...registration, clone: registration.clone, ...submission };
}

describe('register in a clone', () => {
	it('adds exactly one block on top of upstream main, in one commit signed off by the user', async () => {
		const head = git(clones.clone, 'rev-parse', 'HEAD');
		const { diff, branch, commit, talk } = await register();
		expect(
			diff
				.split('\n')
				.filter((line) => /^[-+](?![-+])/.test(line))
				.join('\n'),
		).toBe(BLOCK.trimEnd());
		expect(branch).toBe('register-buoy');
		expect(git(clones.clone, 'log', '--format=%s|%an|%ae|%cn|%ce|%P', `${branch}~1..${branch}`)).toBe(
			`update(registry.yaml): register buoy plugin|Jane Roe|jane@example.org|Jane Roe|jane@example.org|${head}`,
		);
		expect(git(clones.clone, 'log', '-1', '--format=%b', branch)).toBe('Signed-off-by: Jane Roe <jane@example.org>');
		expect(git(clones.clone, 'diff', '--stat', 'upstream/main', commit)).toContain('1 file changed, 19 insertions(+)');
		expect(talk.asked).toEqual([expect.stringContaining('Signed-off-by: Jane Roe <jane@example.org>')]);
		expect(git(clones.clone, 'status', '--porcelain')).toBe('');
		expect(git(clones.clone, 'symbolic-ref', '--short', 'HEAD')).toBe('main');
		expect(git(clones.clone, 'worktree', 'list').split('\n')).toHaveLength(1);
	});

	it.skipIf(!hasLiveRegistry)('adds exactly one block to the live registry (shared data)', async () => {
		clones = makeClones(readFileSync(LIVE_REGISTRY_FILE, 'utf8'));
		const { commit } = await register({ describe: { id: 29 } });
		const numbers = git(clones.clone, 'diff', '--numstat', 'upstream/main', commit);
		expect(numbers).toBe('19\t0\tregistry.yaml');
		const hunks = git(clones.clone, 'diff', 'upstream/main', commit).match(/^@@/gm);
		expect(hunks).toHaveLength(1);
	});

	it('writes the text of the pull request with the commands for the bot at column 0', async () => {
		const { bodyFile, body } = await register();
		expect(readFileSync(bodyFile, 'utf8')).toBe(body);
		expect(body.split('\n')).toEqual(expect.arrayContaining(['/kind feature', '/area registry']));
		expect(body).toContain('- Event sourcing: id 2, source `buoy`');
		expect(body).not.toContain('Fixes #');
	});

	it('names the commands to run, and a push brings the branch to the fork', async () => {
		const { clone, commands, branch, commit, bodyFile, talk } = await register();
		expect(commands).toEqual([
			['git', '-C', clone.root, 'push', '--set-upstream', 'origin', 'register-buoy'],
			[
				...['gh', 'pr', 'create', '--repo', 'falcosecurity/plugins', '--base', 'main', '--head', 'jroe:register-buoy'],
				...['--title', 'update(registry.yaml): register buoy plugin', '--body-file', bodyFile],
			],
		]);
		const bin = join(clones.folder, 'bin');
		mkdirSync(bin);
		writeFileSync(join(bin, 'gh'), `#!/bin/sh\n[ "$1" = --version ] || printf '%s\\n' "$@" > ${bin}/args\n`, {
			mode: 0o755,
		});
		vi.stubEnv('PATH', `${bin}:${process.env.PATH}`);
		await send(clone, { branch, commit, commands, bodyFile }, talk);
		expect(git(clones.fork, 'rev-parse', branch)).toBe(commit);
		expect(readFileSync(join(bin, 'args'), 'utf8').split('\n').slice(0, 2)).toEqual(['pr', 'create']);
	});

	it('pushes nothing when gh is missing', async () => {
		const { clone, commands, branch, commit, bodyFile, talk } = await register();
		const bin = join(clones.folder, 'bin');
		mkdirSync(bin);
		writeFileSync(join(bin, 'git'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
		vi.stubEnv('PATH', bin);
		await expect(send(clone, { branch, commit, commands, bodyFile }, talk)).rejects.toThrow('gh is not installed');
	});

	it('tells how old the base is, and takes what upstream has now with --fetch', async () => {
		const other = insertEntry(
			REGISTRY,
			{ name: 'anchor', description: 'x', capabilities: { sourcing: { supported: true, id: 2, source: 'anchor' } } },
			'r',
		);
		mergeUpstream(clones, other, 'anchor');
		const stale = await prepare();
		expect(stale.entry.capabilities.sourcing?.id).toBe(2);
		expect(stale.talk.said[0]).toMatch(
			/^base: upstream\/main at [0-9a-f]{9}, \d+ days old, fetched .* \(--fetch renews it\)$/,
		);
		await expect(prepare({}, { fetch: true })).rejects.toThrow('the id of buoy is 4, and the library reports 2');
	});

	it('asks before it shares an event source, and refuses without consent', async () => {
		const shared = { describe: { eventSource: text('harbour_log') } };
		const { talk } = await prepare(shared);
		expect(talk.asked).toEqual([expect.stringContaining('`harbour`, `harbour-north`')]);
		await expect(prepare(shared, {}, person(false))).rejects.toThrow('not yours to share');
	});

	it('updates the entry of the same author by a minimal edit', async () => {
		const metadata = {
			...METADATA,
			authors: 'Ada Quay',
			contact: 'https://example.org/harbour/issues',
			url: 'https://example.org/harbour-north',
			maintainers: undefined,
			keywords: undefined,
			rules_url: undefined,
		};
		const describe = {
			name: text('harbour-north'),
			id: 3,
			eventSource: text('harbour_log'),
			description: text('The harbour of the north'),
			capabilities: ['source', 'extract'] as const,
		};
		const { change, diff, subject } = await prepare({ metadata: { ...metadata, license: 'MIT' }, describe });
		expect(change).toBe('update');
		expect(subject).toBe('update(registry.yaml): update harbour-north plugin');
		expect(diff.split('\n').filter((line) => /^[-+] /.test(line))).toEqual([
			'-    license: Apache-2.0',
			'+    license: MIT',
			'-        supported: false',
			'+        supported: true',
		]);
	});
});

describe('a registration that another one overtook', () => {
	const overtake = () => {
		const entry = {
			name: 'anchor',
			description: 'x',
			authors: 'A',
			contact: 'https://example.org/a',
			url: 'https://example.org/a',
			license: 'MIT',
			capabilities: { sourcing: { supported: true, id: 2, source: 'anchor' } },
		};
		mergeUpstream(clones, insertEntry(REGISTRY, entry, 'r'), 'update(registry.yaml): register anchor plugin');
	};

	it('is explained', async () => {
		await register();
		overtake();
		await expect(prepare({}, { fetch: true })).rejects.toThrow(
			/^the id 2 of the branch register-buoy went to anchor meanwhile \([0-9a-f]+ \d{4}-\d\d-\d\d Ada Quay\); the first that is merged keeps it$/,
		);
	});

	it('is made anew with the next id by --renumber', async () => {
		const first = await register();
		overtake();
		await expect(prepare({}, { fetch: true, renumber: true })).rejects.toThrow(
			'the id of buoy is 4, and the library reports 2',
		);
		const again = await register({ describe: { id: 4 } }, { renumber: true });
		expect(again.entry.capabilities.sourcing?.id).toBe(4);
		expect(git(clones.clone, 'rev-parse', 'register-buoy')).toBe(again.commit);
		expect(git(clones.clone, 'rev-parse', 'register-buoy~1')).toBe(git(clones.clone, 'rev-parse', 'upstream/main'));
		expect(again.commit).not.toBe(first.commit);
		expect(again.commands).toEqual([
			['git', '-C', again.clone.root, 'push', '--force-with-lease', '--set-upstream', 'origin', 'register-buoy'],
		]);
	});

	it('is made anew while its branch is checked out', async () => {
		await register();
		overtake();
		git(clones.clone, 'switch', '--quiet', 'register-buoy');
		const { commit } = await register({ describe: { id: 4 } }, { fetch: true, renumber: true });
		expect(git(clones.clone, 'rev-parse', 'HEAD')).toBe(commit);
		expect(git(clones.clone, 'status', '--porcelain')).toBe('');
	});

	it('is not made twice without being asked', async () => {
		await register();
		await expect(prepare()).rejects.toThrow('has a branch register-buoy already');
		git(clones.clone, 'branch', '-D', 'register-buoy');
		await expect(prepare({}, { renumber: true })).rejects.toThrow('no branch register-buoy to renumber');
	});
});

describe('what register refuses, in one line', () => {
	const entryOf = (metadata: PortOptions['metadata']): PortOptions => ({ metadata: { ...METADATA, ...metadata } });

	it.each<[string, PortOptions, string]>([
		['an id of development', { describe: { id: 999 } }, 'the id of buoy is 2, and the library reports 999'],
		['an id of choice', { describe: { id: 514 } }, 'the id of buoy is 2, and the library reports 514'],
		[
			'a library that does not load',
			{ describe: { load: { kind: 'refused', error: 'no such symbol' } } },
			'does not load: no such symbol',
		],
		['a library without a name', { describe: { name: { kind: 'null' } } }, 'does not say its name and version'],
		['another file than the tested one', { sha256: '00' }, 'is not the file that was tested'],
		['a name that is taken', { describe: { name: text('harbour') } }, 'the name harbour belongs to Ada Quay'],
		['a reserved name', { describe: { name: text('nothing') } }, 'the name nothing belongs to a reserved entry'],
		['a bad name', { describe: { name: text('Buoy') } }, 'must begin with a lower-case letter'],
		['a reserved source', { describe: { eventSource: text('internal') } }, 'the event source `internal` is reserved'],
		['no licence', entryOf({ license: undefined }), '`license` is missing'],
		['an unknown licence', entryOf({ license: 'Apache' }), 'not an SPDX licence identifier'],
		['no address', entryOf({ url: undefined }), '`url` is missing'],
	])('%s', async (_, options, message) => {
		const before = stateOf(clones);
		await expect(prepare(options)).rejects.toThrow(message);
		expect(stateOf(clones)).toBe(before);
	});

	it('a library that fails its tests, as a result and not as an error', async () => {
		const ports = makePorts(join(clones.folder, 'buoy'), { ok: false });
		expect(await prepareRegistration(request(), ports, person())).toEqual({
			tested: expect.objectContaining({ ok: false }),
		});
	});

	it.each<[string, () => void, string]>([
		[
			'a dirty clone',
			() => writeFileSync(join(clones.clone, 'README.md'), 'changed\n'),
			'has changes that are not committed (M README.md)',
		],
		['a detached HEAD', () => void git(clones.clone, 'checkout', '--quiet', '--detach'), 'has a detached HEAD'],
		[
			'a clone without a remote',
			() => {
				for (const remote of ['origin', 'upstream']) git(clones.clone, 'remote', 'remove', remote);
			},
			'has no remote',
		],
		[
			'an unknown main',
			() => void git(clones.clone, 'update-ref', '-d', 'refs/remotes/upstream/main'),
			'does not know the branch main of upstream',
		],
		['no git', () => void vi.stubEnv('PATH', clones.folder), 'git is not installed'],
	])('%s', async (_, spoil, message) => {
		spoil();
		await expect(prepare()).rejects.toThrow(message);
	});

	it('a registry of an older layout, with the reason', async () => {
		mergeUpstream(clones, 'plugins:\n  source:\n    - name: a\n', 'old');
		await expect(prepare({}, { fetch: true })).rejects.toThrow(
			'registry.yaml:2:3: this is the layout of before May 2022',
		);
	});

	it.each<[string, () => void, string]>([
		['no identity', () => void git(clones.clone, 'config', '--unset', 'user.email'), 'git does not know who you are'],
		['two identities', () => void vi.stubEnv('GIT_COMMITTER_EMAIL', 'else@example.org'), 'as author and'],
		[
			'a hook that refuses',
			() => hook('pre-commit', 'echo no, not today >&2; exit 1'),
			'git commit failed: no, not today',
		],
		['an interruption', () => hook('pre-commit', 'kill -INT $PPID; sleep 5'), 'git commit failed'],
		[
			'a hook that adds a file',
			() => hook('pre-commit', 'echo x > extra; git add extra'),
			'a hook of the clone changed the commit',
		],
		['a hook that takes the sign-off', () => hook('commit-msg', 'echo subject > "$1"'), 'took the sign-off out'],
		[
			'a key that is not there',
			() => {
				git(clones.clone, 'config', 'commit.gpgsign', 'true');
				git(clones.clone, 'config', 'gpg.program', 'false');
			},
			'git commit failed',
		],
	])('%s, and the clone is as it was', async (_, spoil, message) => {
		spoil();
		const before = stateOf(clones);
		await expect(register()).rejects.toThrow(message);
		expect(stateOf(clones)).toBe(before);
	});

	it('a signer who says no', async () => {
		const registration = await prepare();
		const before = stateOf(clones);
		await expect(submit(registration as Registration, registration.clone as never, person(false))).rejects.toThrow(
			'not signed off',
		);
		expect(stateOf(clones)).toBe(before);
	});

	function hook(name: string, script: string): void {
		writeFileSync(join(clones.clone, '.git/hooks', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
	}
});

describe('register in a registry.yaml that stands alone', () => {
	it('writes the entry, and nothing else', async () => {
		const file = join(clones.folder, 'registry.yaml');
		writeFileSync(file, REGISTRY.trimEnd());
		const registration = await prepare({}, { registry: file });
		expect(registration.place).toEqual({ kind: 'file', file });
		await writeRegistry(file, registration.after);
		expect(readFileSync(file, 'utf8').startsWith(REGISTRY.trimEnd())).toBe(true);
		await expect(prepare({}, { registry: file })).rejects.toThrow('the registry says all of this of buoy already');
	});

	it('refuses a read-only file', async () => {
		const file = join(clones.folder, 'registry.yaml');
		writeFileSync(file, REGISTRY);
		chmodSync(file, 0o444);
		await expect(writeRegistry(file, 'x')).rejects.toThrow('is read-only');
		expect(readFileSync(file, 'utf8')).toBe(REGISTRY);
	});

	it('refuses broken YAML with its place', async () => {
		const file = join(clones.folder, 'registry.yaml');
		writeFileSync(file, 'plugins:\n  - name: a: b\n');
		await expect(prepare({}, { registry: file })).rejects.toThrow(`${file}:2:11: `);
	});
});

describe('--apply-id', () => {
	const source = '#define BUOY_ID 999\nuint32_t plugin_get_id(void) { return BUOY_ID; }\n';
	const file = () => join(clones.folder, 'buoy/buoy.c');
	const write = () => {
		mkdirSync(join(clones.folder, 'buoy'), { recursive: true });
		writeFileSync(file(), source);
	};
	const compiled = () => Number(/BUOY_ID (\d+)/.exec(readFileSync(file(), 'utf8'))?.[1]);

	it('changes the constant, builds, and sees that the library reports the id', async () => {
		write();
		const { entry, talk } = await prepare({ describe: { id: 999 }, idFromSource: compiled }, { applyId: true });
		expect(entry.capabilities.sourcing?.id).toBe(2);
		expect(readFileSync(file(), 'utf8')).toBe(source.replace('999', '2'));
		expect(talk.said).toContain('buoy.c:1: id 999 changed to 2, building');
	});

	it('puts the source back when the library still reports the old id', async () => {
		write();
		await expect(prepare({ describe: { id: 999 } }, { applyId: true })).rejects.toThrow(
			'buoy.c:1 says 2 now, but the built library reports 999',
		);
		expect(readFileSync(file(), 'utf8')).toBe(source);
	});

	it('tells where the constant is when it is not asked to change it', async () => {
		write();
		const error = await prepare({ describe: { id: 999 } }).catch((thrown) => thrown);
		expect(error.suggestions).toEqual([
			'Change it here, or let --apply-id do that, build and look again:',
			'  buoy.c:1: #define BUOY_ID 999',
		]);
	});
});
