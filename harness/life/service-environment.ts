/** Variables of a login that a service does not have: systemd sets them only for units with `User=`, which Falco's have not. */
const OF_A_LOGIN = ['HOME', 'USER', 'LOGNAME', 'SHELL'] as const;

/** Runs `use` in the environment that Falco has as a service, and puts the variables of the login back. */
export async function asService<T>(use: () => Promise<T>): Promise<T> {
	const kept = OF_A_LOGIN.map((name) => [name, process.env[name]] as const);
	for (const [name] of kept) delete process.env[name];
	try {
		return await use();
	} finally {
		for (const [name, value] of kept) if (value !== undefined) process.env[name] = value;
	}
}
