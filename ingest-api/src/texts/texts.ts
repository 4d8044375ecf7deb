import { currentFormats } from './formats.ts';
import { LANGUAGES, type Texts } from './languages.ts';

/** Used if there is no catalogue for the reader's locale. */
const FALLBACK = 'en';

/** The tag of the reader's language, for `<html lang>`. */
export function currentLanguage(): string {
	const { locale } = currentFormats();
	return (
		[ locale, locale?.split( '-' )[ 0 ] ].find(
			( tag ) =>
				typeof tag === 'string' && Object.hasOwn( LANGUAGES, tag )
		) ?? FALLBACK
	);
}

/** All texts of pages and e-mails, in the reader's language (R40). */
export function texts(): Texts {
	return LANGUAGES[ currentLanguage() ]!;
}
