// The only file that imports yeoman, which takes two seconds and 118 MB to load: import it only when files are written.
import { Writable } from 'node:stream';
import { QueuedAdapter, TerminalAdapter } from '@yeoman/adapter';
import { createEnv } from 'yeoman-environment';
import Generator from 'yeoman-generator';
import type { FileTree } from './tree.ts';

/** plugin-kit says itself what it does, on the streams that its flags ask for. */
function silentStream(): NodeJS.WriteStream {
	return new Writable({ write: (_chunk, _encoding, done) => done() }) as unknown as NodeJS.WriteStream;
}

/** Answers are asked for before yeoman starts; a question of its own would wait for ever where there is no terminal. */
class UnaskingAdapter extends TerminalAdapter {
	constructor() {
		super({ stdout: silentStream(), stderr: silentStream() });
	}

	override async prompt(): Promise<never> {
		throw new Error('yeoman asked a question');
	}
}

/**
 * Writes a tree into an empty folder, through yeoman.
 * @throws whatever the file system says.
 */
export async function writeTree(tree: FileTree, folder: string): Promise<void> {
	class ProjectGenerator extends Generator {
		writing(): void {
			for (const [path, contents] of tree) this.fs.write(this.destinationPath(path), contents);
		}
	}
	const adapter = new QueuedAdapter({ adapter: new UnaskingAdapter() });
	const environment = createEnv({ adapter, cwd: folder, skipInstall: true });
	const generator = await environment.instantiate(ProjectGenerator, {
		generatorOptions: { skipInstall: true, skipCache: true },
	});
	await environment.runGenerator(generator);
}
