import { countedText, numberText } from './numbers.ts';

/** By the categories of Intl.PluralRules; `#` stands for the number. */
type Forms = Readonly<
	{ other: string } & Partial< Record< Intl.LDMLPluralRule, string > >
>;

/** A noun with its number, in the plural form of the language. */
export function pluralsOf( language: string ) {
	const rules = new Intl.PluralRules( language );
	const fill = ( number: number, forms: Forms, figure: string ) =>
		( forms[ rules.select( number ) ] ?? forms.other ).replace(
			'#',
			() => figure
		);
	return {
		/** "12,408 orders" */
		plural: ( number: number, forms: Forms ) =>
			fill( number, forms, numberText( number ) ),
		/** A number from countRows(): "10,000+ orders". */
		capped: ( number: number, forms: Forms ) =>
			fill( number, forms, countedText( number ) ),
	};
}
