import koffi from 'koffi';
import { type Address, addressOf } from '../../../../harness/native/library.ts';
import { Folder } from './child.ts';

/** One of the libraries of `programs/`, compiled and loaded into the test's own process. */
export function loaded(name: string) {
	using folder = new Folder();
	const library = koffi.load(folder.library(name));
	const address = (symbol: string): Address => addressOf(library.symbol(symbol));
	const word = (symbol: string) => new DataView(koffi.view(address(symbol), 8));
	return { address, word, library };
}
