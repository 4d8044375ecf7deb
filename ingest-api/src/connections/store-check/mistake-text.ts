import { MAX_STORE_URL, type StoreUrlMistake } from '@ivorey/shared';
import { numberText } from '../../texts/numbers.ts';
import { texts } from '../../texts/texts.ts';

/** R19: describes a mistake in a store URL, in the reader's language. */
export function mistakeText( mistake: StoreUrlMistake ): string {
	const words = texts().storeUrl;
	switch ( mistake.code ) {
		case 'missing_scheme':
			return words.missing_scheme( mistake );
		case 'wordpress_path':
			return words.wordpress_path( mistake );
		case 'too_long':
			return words.too_long( { most: numberText( MAX_STORE_URL ) } );
		default:
			return words[ mistake.code ];
	}
}
