import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ReaderGone } from '../../../../src/run/outputs/alert-output.ts';
import { fileOutput } from '../../../../src/run/outputs/file-output.ts';
import { commandWords, ProgramOutput } from '../../../../src/run/outputs/program-output.ts';
import { StreamOutput } from '../../../../src/run/outputs/stream-output.ts';
import { alertOf, someAlerts } from './some-alerts.ts';

function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'plugin-kit-outputs-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

describe('standard output', () => {
	it('gets a line an alert, byte for byte', async () => {
		const stream = new PassThrough();
		await new StreamOutput('stdout_output', stream).send([alertOf('caf\xc3\xa9 \xff'), alertOf('two')]);
		expect(stream.read()).toEqual(Buffer.from('caf\xc3\xa9 \xff\ntwo\n', 'latin1'));
	});

	it('says when its reader is gone', async () => {
		const stream = new Writable({
			write: (_chunk, _encoding, done) => done(Object.assign(new Error('broken'), { code: 'EPIPE' })),
		});
		await expect(new StreamOutput('stdout_output', stream).send(someAlerts(1))).rejects.toBeInstanceOf(ReaderGone);
	});
});

describe('a file', () => {
	it.each([false, true])('is appended to (keep_alive: %s)', async (keepAlive) => {
		const filename = join(temporaryFolder(), 'alerts.log');
		for (const text of ['one', 'two']) {
			const output = fileOutput({ filename, keepAlive });
			await output.send([alertOf(text), alertOf(`${text} \xff`)]);
			await output.close();
		}
		expect(readFileSync(filename, 'latin1')).toBe('one\none \xff\ntwo\ntwo \xff\n');
	});

	it('is made again where it was moved away, unless it is kept open', async () => {
		const folder = temporaryFolder();
		for (const keepAlive of [false, true]) {
			const filename = join(folder, `${keepAlive}.log`);
			const output = fileOutput({ filename, keepAlive });
			await output.send([alertOf('one')]);
			renameSync(filename, `${filename}.1`);
			await output.send([alertOf('two')]);
			await output.close();
			expect(readFileSync(`${filename}.1`, 'latin1')).toBe(keepAlive ? 'one\ntwo\n' : 'one\n');
		}
	});

	it('that is kept open is opened anew when that is asked for', async () => {
		const filename = join(temporaryFolder(), 'alerts.log');
		const output = fileOutput({ filename, keepAlive: true });
		await output.send([alertOf('one')]);
		renameSync(filename, `${filename}.1`);
		output.reopen?.();
		await output.send([alertOf('two')]);
		await output.send([alertOf('three')]);
		await output.close();
		expect(readFileSync(`${filename}.1`, 'latin1')).toBe('one\n');
		expect(readFileSync(filename, 'latin1')).toBe('two\nthree\n');
	});

	it('that cannot be written is told, and tried again', async () => {
		const folder = join(temporaryFolder(), 'later');
		const output = fileOutput({ filename: join(folder, 'alerts.log'), keepAlive: true });
		await expect(output.send(someAlerts(1))).rejects.toThrow(`${folder}/alerts.log cannot be written: ENOENT`);
		const { mkdirSync } = await import('node:fs');
		mkdirSync(folder);
		await output.send(someAlerts(1));
		await output.close();
		expect(readFileSync(join(folder, 'alerts.log'), 'utf8')).toBe('alert 0\n');
	});
});

describe('a program', () => {
	const problems: string[] = [];
	const outputTo = (program: string, keepAlive: boolean) =>
		new ProgramOutput({ program, keepAlive }, 2, (problem) => problems.push(problem));

	it('is started for each alert, or once for all', async () => {
		const folder = temporaryFolder();
		for (const keepAlive of [false, true]) {
			const file = join(folder, `${keepAlive}.txt`);
			const output = outputTo(`(echo start; cat) >> ${file}`, keepAlive);
			for (const alert of someAlerts(3)) await output.send([alert]);
			await output.close();
			const starts = readFileSync(file, 'utf8').split('start\n').length - 1;
			expect(starts).toBe(keepAlive ? 1 : 3);
			expect(readFileSync(file, 'utf8').replaceAll('start\n', '')).toBe('alert 0\nalert 1\nalert 2\n');
		}
	});

	it('that runs for all alerts is ended, and another one started, when that is asked for', async () => {
		const file = join(temporaryFolder(), 'out.txt');
		const output = outputTo(`(echo start; cat) >> ${file}`, true);
		await output.send([alertOf('one')]);
		output.reopen();
		await output.send([alertOf('two')]);
		await output.close();
		expect(readFileSync(file, 'utf8')).toBe('start\none\nstart\ntwo\n');
	});

	it('never sees what an alert says as a command', async () => {
		const folder = temporaryFolder();
		const output = outputTo(`cat > ${folder}/out`, false);
		await output.send([alertOf(`$(touch ${folder}/owned); \`touch ${folder}/owned\``)]);
		expect(readFileSync(join(folder, 'out'), 'utf8')).toContain('$(touch');
		expect(() => readFileSync(join(folder, 'owned'))).toThrow('ENOENT');
	});

	it('that fails, is not there, or does not read, is told', async () => {
		await expect(outputTo('cat > /dev/null; exit 3', false).send(someAlerts(1))).rejects.toThrow(
			'ended with exit code 3',
		);
		await expect(outputTo('/no/such/program', false).send(someAlerts(1))).rejects.toThrow('exit code 127');
		const ended = outputTo('true', true);
		const many = Array.from({ length: 50 }, () => alertOf('x'.repeat(100_000)));
		await expect(ended.send(many)).rejects.toThrow(/reads no more alerts: EPIPE/);
	});

	it('can be given up while it takes nothing', async () => {
		const output = outputTo('sleep 600', true);
		const sending = output.send(Array.from({ length: 50 }, () => alertOf('x'.repeat(100_000))));
		output.abandon();
		await expect(sending).rejects.toThrow('was ended by SIGKILL');
	});

	it('is started without a shell where none is needed', () => {
		expect(commandWords('cat -u --number')).toEqual([expect.stringMatching(/^\/.*\/cat$/), '-u', '--number']);
		for (const command of ['cat | sort', "jq '{text: .output}'", 'exec cat', 'A=1 cat', 'cat ~/x', 'cat "a b"']) {
			expect(commandWords(command)).toEqual(['/bin/sh', '-c', command]);
		}
	});
});
