import type { ConnectionState, SignedAction } from '@ivorey/shared';
import type { PauseCause } from '../db/schema.ts';

/** `pending → active ⇄ paused → disconnected`, and who caused it. */
export interface ConnectionStatus {
	state: ConnectionState;
	/** The cause of its pause or end; null while pending or active. */
	cause: PauseCause | null;
	reason: string | null;
}

/**
 * The evidence that a request gives about its caller:
 * `verified` the token and the signature are valid and the time is fresh,
 * `held` the caller holds, or held, a secret of the connection, yet something is wrong,
 * `token` the caller has a token of the connection, and nothing shows that it knows the secret,
 * `unreadable` unknown: the token is valid, but Ivorey does not have the key to the secret,
 * `none` nothing.
 */
export type Evidence = 'verified' | 'held' | 'token' | 'unreadable' | 'none';

export type Verdict =
	| 'accept'
	| 'unauthorized'
	| 'unreadable'
	| 'revoked'
	| 'paused-by-person'
	| 'connection-gone';

export interface Transition {
	to: ConnectionState;
	cause: PauseCause | null;
	/** A slug; stored in the history and shown. */
	reason: string;
}

export interface Decision {
	verdict: Verdict;
	/** null if nothing changes. */
	transition: Transition | null;
}

/** R26: the reason when the store itself ended the connection. */
const LEFT = 'disconnected_in_store';

/**
 * R26: the store's owner disconnects in wp-admin. Only a verified request gets here. A connection that a person paused
 * in Ivorey cannot come back by itself, since that would undo the pause.
 *
 * @return null if it has already ended.
 */
export function leaving( status: ConnectionStatus ): Transition | null {
	return status.state === 'disconnected'
		? null
		: {
				to: 'disconnected',
				cause: 'person',
				reason: isPausedByPerson( status )
					? 'disconnected_while_paused'
					: LEFT,
			};
}

/** R27: a pause by Ivorey itself ends with the next valid signature. */
export const RECOVERED: Transition = {
	to: 'active',
	cause: null,
	reason: 'authenticated_again',
};

/**
 * A store that left by itself may come back by itself: it asks for its connection with the credentials it left with.
 */
export const COMING_BACK: Transition = {
	to: 'active',
	cause: null,
	reason: 'came_back',
};

export function hasLeft( status: ConnectionStatus ): boolean {
	return status.state === 'disconnected' && status.reason === LEFT;
}

function isPausedByPerson( { state, cause }: ConnectionStatus ): boolean {
	return state === 'paused' && cause === 'person';
}

/**
 * R27, R30: decides what a request does to its connection. `action` is the action that it is signed for, besides its
 * body.
 */
export function decide(
	status: ConnectionStatus,
	evidence: Evidence,
	action: SignedAction | null = null
): Decision {
	if ( evidence === 'none' ) {
		return { verdict: 'unauthorized', transition: null };
	}
	if ( evidence === 'unreadable' ) {
		return { verdict: 'unreadable', transition: null };
	}
	if ( evidence === 'held' || evidence === 'token' ) {
		const transition: Transition = {
			to: 'paused',
			cause: 'evidence',
			reason: 'authentication_failed',
		};
		return {
			verdict: 'unauthorized',
			transition: status.state === 'active' ? transition : null,
		};
	}
	if ( action === 'disconnect' && status.state !== 'disconnected' ) {
		// The owner may end the connection, whoever paused it. It is not resumed first.
		return { verdict: 'accept', transition: null };
	}
	switch ( status.state ) {
		case 'disconnected':
			// A batch that was under way when the owner disconnected is accepted, and does not reactivate the
			// connection.
			if ( hasLeft( status ) ) {
				return { verdict: 'accept', transition: null };
			}
			return {
				verdict:
					status.reason === 'deleted' ? 'connection-gone' : 'revoked',
				transition: null,
			};
		case 'paused':
			return isPausedByPerson( status )
				? { verdict: 'paused-by-person', transition: null }
				: {
						verdict: 'accept',
						transition: RECOVERED,
					};
		case 'pending':
			return {
				verdict: 'accept',
				transition: {
					to: 'active',
					cause: null,
					reason: 'first_request',
				},
			};
		case 'active':
			return { verdict: 'accept', transition: null };
	}
}

export const PERSON_ACTIONS = [
	'pause',
	'resume',
	'revoke',
	'delete',
] as const;
export type PersonAction = ( typeof PERSON_ACTIONS )[ number ];

/** Decides a person's action. @return null if it does not apply in this state. */
export function decideByPerson(
	status: ConnectionStatus,
	action: PersonAction
): Transition | null {
	switch ( action ) {
		case 'pause':
			return status.state === 'disconnected' || isPausedByPerson( status )
				? null
				: { to: 'paused', cause: 'person', reason: 'paused' };
		case 'resume':
			return isPausedByPerson( status )
				? { to: 'active', cause: null, reason: 'resumed' }
				: null;
		case 'revoke':
			return status.state === 'disconnected' && ! hasLeft( status )
				? null
				: { to: 'disconnected', cause: 'person', reason: 'revoked' };
		case 'delete':
			return status.reason === 'deleted'
				? null
				: { to: 'disconnected', cause: 'person', reason: 'deleted' };
	}
}
