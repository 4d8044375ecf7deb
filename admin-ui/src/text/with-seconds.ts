/**
 * The same form of a time, with seconds after its minutes.
 *
 * @param format PHP's, as WordPress' settings have it: `M j, Y g:i a`. What is escaped by `\\` is text.
 */
export function withSeconds( format: string ): string {
	const letters: string[] = format.match( /\\.|[^\\]/gs ) ?? [];
	return letters.includes( 's' )
		? format
		: letters
				.map( ( letter ) => ( letter === 'i' ? 'i:s' : letter ) )
				.join( '' );
}
