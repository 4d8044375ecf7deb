/**
 * The changes of a version, from `== Changelog ==` in plugin/readme.txt.
 *
 * @return Markdown.
 * @throws Error if the changelog does not mention the version.
 */
export function changelogOf( readme: string, version: string ): string {
	const [ , changelog = '' ] = readme.split( /^== Changelog ==$/m );
	const sections = changelog.split( /^= (.+) =$/m ).slice( 1 );
	const at = sections.findIndex(
		( title, index ) => index % 2 === 0 && title === version
	);
	const text = at === -1 ? '' : sections[ at + 1 ]!.split( /^== /m )[ 0 ]!;
	if ( text.trim() === '' ) {
		throw new Error(
			`plugin/readme.txt says nothing of ${ version } under "== Changelog ==".`
		);
	}
	return `# ${ version }\n\n${ text.trim().replaceAll( /^\* /gm, '- ' ) }\n`;
}
