import type { Ask, Question } from '../scaffold/questions.ts';

/** True if there is somebody to ask: input and output are terminals, and no CI says that nobody looks. */
export function canAsk(
	environment: NodeJS.ProcessEnv = process.env,
	input: { isTTY?: boolean } = process.stdin,
	output: { isTTY?: boolean } = process.stdout,
): boolean {
	return input.isTTY === true && output.isTTY === true && !environment.CI;
}

/** Asks on the terminal. The prompts are loaded when there is a question, not before. */
export const askOnTerminal: Ask = async (question, usual) => {
	const { checkbox, input, select } = await import('@inquirer/prompts');
	const { message, choices } = question;
	if (choices === undefined) {
		return input({
			message,
			validate: (text) => problemOf(question, text),
			...(usual === undefined ? {} : { default: usual }),
		});
	}
	if (!question.several) return select({ message, choices, ...(usual === undefined ? {} : { default: usual }) });
	const checked = new Set(usual?.split(','));
	const picked = await checkbox({
		message,
		choices: choices.map((choice) => ({ ...choice, checked: checked.has(choice.value) })),
		validate: (values) => problemOf(question, values.map(({ value }) => value).join(',')),
	});
	return picked.join(',');
};

/** What is wrong with an answer, in the words of the flag's own check; true if nothing. */
function problemOf(question: Question, text: string): true | string {
	try {
		question.check(text);
		return true;
	} catch (error) {
		return error instanceof Error ? error.message.replace(/^--[a-z]+: /, '') : String(error);
	}
}
