import { texts } from '../texts/texts.ts';

/** The text for a reason in the connection's history. */
export function reasonText( reason: string ): string {
	const reasons: Readonly< Record< string, string > > =
		texts().stores.reasons;
	return Object.hasOwn( reasons, reason )
		? reasons[ reason ]!
		: reason.replaceAll( '_', ' ' );
}
