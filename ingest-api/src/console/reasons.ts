import { texts } from '../texts/texts.ts';

/** How a reason of the connection's history reads. */
export function reasonText( reason: string ): string {
	const reasons: Readonly< Record< string, string > > =
		texts().stores.reasons;
	return Object.hasOwn( reasons, reason )
		? reasons[ reason ]!
		: reason.replaceAll( '_', ' ' );
}
