import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { LINK_MS } from '../accounts/sign-in.ts';
import { networkOf } from '../http/addresses.ts';

/** As long as a link is good: who gets no further one has one in the inbox that signs in. */
const LINK_SECONDS = LINK_MS / 1_000;

/** Links to one inbox that one network may ask for. */
export const LINKS_FROM_ONE = 5;
/** Links to one inbox, whoever asks. High, so that it takes several networks to use them up. */
export const LINKS_TO_ONE = 20;

/** What strangers could overdo: e-mails to others, and looking at the internet through this server. */
export class ConsoleLimits {
	#linksFromTo = new RateLimiterMemory( {
		points: LINKS_FROM_ONE,
		duration: LINK_SECONDS,
	} );
	#linksTo = new RateLimiterMemory( {
		points: LINKS_TO_ONE,
		duration: LINK_SECONDS,
	} );
	#linksFrom = new RateLimiterMemory( {
		points: 30,
		duration: LINK_SECONDS,
	} );
	#storeChecks = new RateLimiterMemory( { points: 30, duration: 5 * 60 } );
	#streams = new Map< string, number >();

	mayAskForLink( from: string ): Promise< boolean > {
		return consume( this.#linksFrom, networkOf( from ) );
	}

	/**
	 * A stranger uses up an allowance of their own, not the owner's. Beyond it nothing is sent, and
	 * nobody is told: it is the same page for every address.
	 */
	async mayMailTo( emailKey: string, from: string ): Promise< boolean > {
		return (
			( await consume(
				this.#linksFromTo,
				`${ networkOf( from ) } ${ emailKey }`
			) ) && consume( this.#linksTo, emailKey )
		);
	}

	mayCheckStore( accountId: string ): Promise< boolean > {
		return consume( this.#storeChecks, accountId );
	}

	/** Live pages of one person. @return null where there are too many; else what ends this one. */
	openStream( personId: string, most: number ): ( () => void ) | null {
		const open = this.#streams.get( personId ) ?? 0;
		if ( open >= most ) {
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

async function consume(
	limiter: RateLimiterMemory,
	key: string
): Promise< boolean > {
	try {
		await limiter.consume( key );
		return true;
	} catch ( rejection ) {
		if ( rejection instanceof RateLimiterRes ) {
			return false;
		}
		throw rejection;
	}
}
