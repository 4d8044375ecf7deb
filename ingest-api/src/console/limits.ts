import { LINK_MS } from '../accounts/sign-in.ts';
import { networkOf } from '../http/addresses.ts';
import { SharedLimit, type SharedCounts } from '../http/shared-limit.ts';
import { texts } from '../texts/texts.ts';

/** As long as a link is valid: a person who gets no further link still has a valid one in the inbox. */
const LINK_SECONDS = LINK_MS / 1_000;

/** Links to one inbox that one network may ask for. */
export const LINKS_FROM_ONE = 5;
/** Links to one inbox, whichever networks ask. High, so that it takes several networks to use them up. */
export const LINKS_TO_ONE = 20;
/** Invitations that one account sends in an hour. */
export const INVITATIONS_AN_HOUR = 30;
/** Invitations to one inbox in an hour, whichever accounts invite. */
export const INVITATIONS_TO_ONE = 5;
/** Live pages of one person at the same time. */
export const STREAMS = 8;

/**
 * Limits of the console. All copies of the program share their counts of e-mails to others and of requests to other
 * servers. Each copy counts live pages for itself, since they take that copy's sockets.
 */
export class ConsoleLimits {
	#linksFromTo: SharedLimit;
	#linksTo: SharedLimit;
	#linksFrom: SharedLimit;
	#storeChecks: SharedLimit;
	#invitations: SharedLimit;
	#invitationsTo: SharedLimit;
	#streams = new Map< string, number >();

	constructor( counts: SharedCounts ) {
		const links = ( name: string, points: number ) =>
			new SharedLimit( counts, { name, points, seconds: LINK_SECONDS } );
		this.#linksFromTo = links( 'links-from-to', LINKS_FROM_ONE );
		this.#linksTo = links( 'links-to', LINKS_TO_ONE );
		this.#linksFrom = links( 'links-from', 30 );
		this.#invitations = new SharedLimit( counts, {
			name: 'invitations',
			points: INVITATIONS_AN_HOUR,
			seconds: 60 * 60,
		} );
		this.#invitationsTo = new SharedLimit( counts, {
			name: 'invitations-to',
			points: INVITATIONS_TO_ONE,
			seconds: 60 * 60,
		} );
		this.#storeChecks = new SharedLimit( counts, {
			name: 'store-checks',
			points: 30,
			seconds: 5 * 60,
		} );
	}

	/** @throws ProblemError */
	admitLinkRequest( from: string ): Promise< void > {
		return this.#linksFrom.admit(
			networkOf( from ),
			texts().shell.tooManyLinks
		);
	}

	/**
	 * A stranger uses up their own allowance, not the owner's. Above the limit nothing is sent, and the page does not
	 * say so: it is the same page for every address.
	 */
	async mayMailTo( emailKey: string, from: string ): Promise< boolean > {
		return (
			( await this.#linksFromTo.take(
				`${ networkOf( from ) } ${ emailKey }`
			) ) && this.#linksTo.take( emailKey )
		);
	}

	/** @throws ProblemError */
	admitStoreCheck( accountId: string ): Promise< void > {
		return this.#storeChecks.admit(
			accountId,
			texts().shell.tooManyStoreChecks
		);
	}

	/** @throws ProblemError */
	admitInvitation( accountId: string ): Promise< void > {
		return this.#invitations.admit(
			accountId,
			texts().shell.tooManyInvitations
		);
	}

	/** Counts the invitations of all accounts. @throws ProblemError */
	admitInvitationTo( emailKey: string ): Promise< void > {
		return this.#invitationsTo.admit(
			emailKey,
			texts().shell.tooManyInvitationsTo
		);
	}

	/** @return null if the person has too many live pages; otherwise a function that ends this one. */
	openStream( personId: string ): ( () => void ) | null {
		const open = this.#streams.get( personId ) ?? 0;
		if ( open >= STREAMS ) {
			return null;
		}
		this.#streams.set( personId, open + 1 );
		return () => {
			const left = ( this.#streams.get( personId ) ?? 1 ) - 1;
			if ( left === 0 ) {
				this.#streams.delete( personId );
			} else {
				this.#streams.set( personId, left );
			}
		};
	}
}
