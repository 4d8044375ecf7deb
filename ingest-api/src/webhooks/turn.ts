import type { Kysely } from 'kysely';
import type { Keyring } from '../connections/keyring.ts';
import type { Database } from '../db/schema.ts';
import { POST_MS, PublicPoster, type PostResult } from '../http/post-public.ts';
import type { PublicHttpOptions } from '../http/public-http.ts';
import type { Metrics } from '../ops/metrics.ts';
import { release, type Claim } from './claim.ts';
import { readDue, sendInOrder, settleUnsendable, type Due } from './round.ts';
import { MAX_WIDTH, outcomeOf, type Random } from './rules.ts';
import { signedHeaders, signingSecrets } from './secrets.ts';
import { settleRound, type Attempt } from './settle.ts';

export interface TurnContext {
	db: Kysely< Database >;
	keys: Keyring;
	now: () => Date;
	random: Random;
	http: PublicHttpOptions;
	metrics: Pick< Metrics, 'webhookAttempt' >;
}

/** A round starts no delivery after this time. */
export const ROUND_MS = 3_000;
/** The part of a lease reserved for recording the last result of a round. */
const SETTLE_MS = 1_000;
/** A turn starts no round after this time, so that other endpoints get their turn. */
const TURN_MS = 2_000;

type Unsendable = { kind: 'failed'; why: string };

/** Shared by all rounds of a turn. */
interface Sender {
	secrets: readonly string[];
	poster: PublicPoster | Unsendable;
}

/**
 * Sends to an endpoint in rounds until nothing is due, sending is paused, or the turn's time is up.
 *
 * @return Whether more may be due.
 */
export async function takeTurn(
	context: TurnContext,
	claim: Claim,
	signal: AbortSignal
): Promise< boolean > {
	const { db } = context;
	try {
		const sender = await openSender( context, claim );
		try {
			return await takeRounds( context, claim, sender, signal );
		} finally {
			if ( sender.poster instanceof PublicPoster ) {
				sender.poster.close();
			}
		}
	} finally {
		await release( db, claim );
	}
}

async function openSender(
	{ db, http, keys, now }: TurnContext,
	claim: Claim
): Promise< Sender > {
	const secrets = await signingSecrets( db, keys, claim, now() );
	return {
		secrets,
		poster:
			secrets.length === 0
				? { kind: 'failed', why: 'no_secret' }
				: await PublicPoster.open(
						new URL( claim.url ),
						http,
						MAX_WIDTH
					),
	};
}

async function takeRounds(
	context: TurnContext,
	claimed: Claim,
	sender: Sender,
	signal: AbortSignal
): Promise< boolean > {
	const { db, now, random } = context;
	const end = performance.now() + TURN_MS;
	let claim: Claim = claimed;
	let isFirst = true;
	while ( ! signal.aborted && performance.now() < end ) {
		const due = await readDue( db, claim, now() );
		if ( isFirst && due.length === 0 ) {
			await settleUnsendable( db, claim, now() );
		}
		isFirst = false;
		const attempts = await sendRound( context, claim, due, sender, signal );
		if ( attempts.length === 0 ) {
			return false;
		}
		const next = await settleRound( db, claim, attempts, now(), random );
		if ( next === null ) {
			return false;
		}
		const { retryAt } = next.health;
		if ( retryAt !== null && retryAt > now() ) {
			return false;
		}
		claim = next;
	}
	return true;
}

async function sendRound(
	context: TurnContext,
	claim: Claim,
	due: readonly Due[],
	{ poster, secrets }: Sender,
	signal: AbortSignal
): Promise< Attempt[] > {
	const started = performance.now();
	const postMs = context.http.timeoutMs ?? POST_MS;
	const isLeased = () =>
		context.now().getTime() + postMs + SETTLE_MS <=
		claim.leaseUntil.getTime();
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
		() =>
			! signal.aborted &&
			performance.now() - started < ROUND_MS &&
			isLeased()
	);
}
