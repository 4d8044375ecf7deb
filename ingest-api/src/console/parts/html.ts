import { html, raw } from 'hono/html';
import type { Content, Html } from '../../texts/content.ts';

export type { Content, Html };

export type Attributes = Readonly<
	Record< string, string | number | boolean | undefined >
>;

/** ` name="value"` for each; `true` gives the name alone; `false` and `undefined` are left out. */
export function attributes( given: Attributes ): Html[] {
	return Object.entries( given ).flatMap( ( [ name, value ] ) => {
		if ( value === undefined || value === false ) {
			return [];
		}
		return value === true
			? [ html` ${ raw( name ) }` ]
			: [ html` ${ raw( name ) }="${ value }"` ];
	} );
}
