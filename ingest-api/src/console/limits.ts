import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from '../http/addresses.ts';

const QUARTER_HOUR = 15 * 60;

/** What strangers could overdo: e-mails to others, and looking at the internet through this server. */
export class ConsoleLimits {
	#linksToAddress = new RateLimiterMemory( {
		points: 5,
		duration: QUARTER_HOUR,
	} );
	#linksFrom = new RateLimiterMemory( {
		points: 30,
		duration: QUARTER_HOUR,
	} );
	#storeChecks = new RateLimiterMemory( { points: 30, duration: 5 * 60 } );
	#streams = new Map< string, number >();

	mayAskForLink( from: string ): Promise< boolean > {
		return consume( this.#linksFrom, networkOf( from ) );
	}

	/** Beyond it nothing is sent, and nobody is told: it is the same page for every address. */
	mayMailTo( emailKey: string ): Promise< boolean > {
		return consume( this.#linksToAddress, emailKey );
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
