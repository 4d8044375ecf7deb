/**
 * The same time format, with seconds after its minutes.
 *
 * @param format In PHP's syntax, as in WordPress' settings: `M j, Y g:i a`. A letter escaped by `\\` is text.
 */
export function withSeconds( format: string ): string {
	const letters: string[] = format.match( /\\.|[^\\]/gs ) ?? [];
	return letters.includes( 's' )
		? format
		: letters
				.map( ( letter ) => ( letter === 'i' ? 'i:s' : letter ) )
				.join( '' );
}
