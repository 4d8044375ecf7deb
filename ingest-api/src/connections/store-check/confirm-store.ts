import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { CONFIRM_ROUTE, confirmationSchema } from '@ivorey/shared';
import { askRest, jsonOf } from './ask-rest.ts';
import type { PublicHttpOptions } from '../../http/public-http.ts';

/** Two attempts have to end before the store gives up. */
const TIMEOUT_MS = 5_000;

/**
 * R22: whether the store at this address knows this secret. This shows that the store itself uses the code, and not
 * somebody else who has seen it.
 *
 * @param storeUrl     Checked and normalised.
 * @param confirmation The secret that came with the code.
 */
export async function confirmStore(
	storeUrl: string,
	confirmation: string,
	options: PublicHttpOptions
): Promise< boolean > {
	const nonce = randomBytes( 32 ).toString( 'base64url' );
	const answer = confirmationSchema.safeParse(
		jsonOf(
			await askRest(
				storeUrl,
				CONFIRM_ROUTE,
				{ timeoutMs: TIMEOUT_MS, ...options },
				`nonce=${ nonce }`
			)
		)
	);
	return (
		answer.success &&
		timingSafeEqual(
			Buffer.from( answer.data.proof ),
			Buffer.from( proofOf( confirmation, nonce ) )
		)
	);
}

/** The store's proof that it knows the confirmation. */
export function proofOf( confirmation: string, nonce: string ): string {
	return createHmac( 'sha256', confirmation )
		.update( nonce )
		.digest( 'base64url' );
}
