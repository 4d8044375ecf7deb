import type { RequestContext } from '../http/request.ts';
import type { Told } from './parts/verdict.ts';

/** Notices after a form, by the word in the address; a word with a number is written `word:12`. */
export type ToldWords = Readonly<
	Record< string, Told | ( ( figure: number ) => Told ) >
>;

/** @return null if the address has none of these words. */
export function readTold( c: RequestContext, words: ToldWords ): Told | null {
	const { word = '', figure } =
		/^(?<word>[a-z-]+)(?::(?<figure>\d{1,9}))?$/.exec(
			c.req.query( 'told' ) ?? ''
		)?.groups ?? {};
	const found = Object.hasOwn( words, word ) ? words[ word ] : undefined;
	if ( typeof found === 'function' ) {
		return figure === undefined ? null : found( Number( figure ) );
	}
	return found ?? null;
}
