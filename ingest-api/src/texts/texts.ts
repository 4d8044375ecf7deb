import { currentFormats } from './formats.ts';
import { LANGUAGES, type Texts } from './languages.ts';

/** Where there is no catalogue in the language of somebody's dates and amounts. */
const FALLBACK = 'en';

/** The tag of the language in which somebody reads, for `<html lang>`. */
export function currentLanguage(): string {
	const { locale } = currentFormats();
	return (
		[ locale, locale?.split( '-' )[ 0 ] ].find(
			( tag ) =>
				typeof tag === 'string' && Object.hasOwn( LANGUAGES, tag )
		) ?? FALLBACK
	);
}

/** All texts that people read on pages and in e-mails, in the language of whoever reads (R40). */
export function texts(): Texts {
	return LANGUAGES[ currentLanguage() ]!;
}
