import type { Kysely } from 'kysely';
import type { Keyring } from '../connections/keyring.ts';
import type { Database } from '../db/schema.ts';
import { PublicPoster, type PostResult } from '../http/post-public.ts';
import type { PublicHttpOptions } from '../http/public-http.ts';
import type { Metrics } from '../ops/metrics.ts';
import { release, type Claim } from './claim.ts';
import { readDue, sendInOrder, type Due } from './round.ts';
import { MAX_WIDTH, outcomeOf, type Random } from './rules.ts';
import { signedHeaders, signingSecrets } from './secrets.ts';
import { settleRound, type Attempt } from './settle.ts';

export interface TurnContext {
	db: Kysely< Database >;
	keys: Keyring;
	now: () => Date;
	random: Random;
	/** What is sent with. */
	http: PublicHttpOptions;
	metrics: Pick< Metrics, 'webhookAttempt' >;
}

/** None is begun in a round after this; with the timeout of one, a round is over before its lease. */
const ROUND_MS = 5_000;
/** After this it is another endpoint's turn. */
const TURN_MS = 2_000;

/**
 * Sends to an endpoint, round after round, until nothing is due, it fails, or its time is over.
 *
 * @return Whether more is due.
 */
export async function takeTurn(
	context: TurnContext,
	claimed: Claim,
	signal: AbortSignal
): Promise< boolean > {
	const { db, keys, now } = context;
	const started = performance.now();
	const secrets = await signingSecrets( db, keys, claimed, now() );
	const poster =
		secrets.length === 0
			? ( { kind: 'failed', why: 'no_secret' } as const )
			: await PublicPoster.open(
					new URL( claimed.url ),
					context.http,
					MAX_WIDTH
				);
	let claim: Claim | null = claimed;
	try {
		while ( ! signal.aborted && claim !== null ) {
			const due = await readDue( db, claim, now() );
			if ( due.length === 0 ) {
				return false;
			}
			const attempts = await sendRound(
				context,
				claim,
				due,
				poster,
				secrets,
				signal
			);
			claim = await settleRound(
				db,
				claim,
				attempts,
				now(),
				context.random
			);
			const retryAt = claim?.health.retryAt ?? null;
			if (
				attempts.length === 0 ||
				( retryAt !== null && retryAt > now() )
			) {
				return false;
			}
			if ( performance.now() - started > TURN_MS ) {
				return true;
			}
		}
		return claim !== null;
	} finally {
		if ( poster instanceof PublicPoster ) {
			poster.close();
		}
		if ( claim !== null ) {
			await release( db, claim );
		}
	}
}

type Unsendable = { kind: 'failed'; why: string };

async function sendRound(
	context: TurnContext,
	claim: Claim,
	due: readonly Due[],
	poster: PublicPoster | Unsendable,
	secrets: readonly string[],
	signal: AbortSignal
): Promise< Attempt[] > {
	const started = performance.now();
	return sendInOrder(
		due,
		claim.health.width,
		async ( delivery ): Promise< Attempt > => {
			const startedAt = context.now();
			const from = performance.now();
			const result: PostResult | Unsendable =
				poster instanceof PublicPoster
					? await poster.post( {
							headers: signedHeaders(
								secrets,
								delivery.eventId,
								delivery.body,
								startedAt
							),
							body: delivery.body,
						} )
					: poster;
			const outcome = outcomeOf( result, startedAt );
			const isSent = outcome.kind === 'sent';
			context.metrics.webhookAttempt( isSent ? 'sent' : 'failed' );
			return {
				...outcome,
				delivery,
				isSent,
				startedAt,
				durationMs: Math.round( performance.now() - from ),
				status: result.kind === 'answer' ? result.status : null,
				error: result.kind === 'answer' ? null : result.why,
				answer: result.kind === 'answer' ? result.text : '',
			};
		},
		() => ! signal.aborted && performance.now() - started < ROUND_MS
	);
}
