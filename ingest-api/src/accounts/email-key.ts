/** R2: what makes two spellings of an e-mail address one contact; regardless of case and of Unicode form. */
export function emailKey( email: string ): string {
	// Lower-casing may take a letter apart again, hence NFC at the end.
	return email.trim().normalize( 'NFC' ).toLowerCase().normalize( 'NFC' );
}
