/** An error that the user can fix; the message says how. */
export class InstallError extends Error {
	override name = 'InstallError';
}
