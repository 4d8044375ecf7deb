/** R2: two spellings of an e-mail address with the same key are one contact; case and Unicode form do not matter. */
export function emailKey( email: string ): string {
	// NFC comes last, since lower-casing may decompose a letter.
	return email.trim().normalize( 'NFC' ).toLowerCase().normalize( 'NFC' );
}
