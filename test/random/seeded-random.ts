/** Random numbers, reproducible by seed. */
export class SeededRandom {
	#state: number;

	constructor( seed: string ) {
		// FNV-1a, so that similar seeds start far apart.
		this.#state = 0x811c9dc5;
		for ( const byte of Buffer.from( seed, 'utf8' ) ) {
			this.#state = Math.imul( xor( this.#state, byte ), 0x01000193 );
		}
	}

	/** At least 0 and less than 1. (mulberry32) */
	next(): number {
		this.#state = add( this.#state, 0x6d2b79f5 );
		let t = this.#state;
		t = Math.imul( xor( t, shifted( t, 15 ) ), or( t, 1 ) );
		t = xor(
			t,
			add( t, Math.imul( xor( t, shifted( t, 7 ) ), or( t, 61 ) ) )
		);
		return xor( t, shifted( t, 14 ) ) / 2 ** 32;
	}

	/** From `min` to `max`, both included. */
	whole( min: number, max: number ): number {
		return min + Math.floor( this.next() * ( max - min + 1 ) );
	}

	/** True with this probability. */
	is( probability: number ): boolean {
		return this.next() < probability;
	}

	pick< T >( items: readonly T[] ): T {
		if ( items.length === 0 ) {
			throw new RangeError( 'Nothing to pick from' );
		}
		return items[ Math.floor( this.next() * items.length ) ]!;
	}

	/** By weight: `{ often: 9, seldom: 1 }`. */
	weighted< K extends string >(
		weights: Readonly< Record< K, number > >
	): K {
		const entries = Object.entries( weights ) as Array< [ K, number ] >;
		let left =
			this.next() *
			entries.reduce( ( sum, [ , weight ] ) => sum + weight, 0 );
		for ( const [ item, weight ] of entries ) {
			left -= weight;
			if ( left < 0 ) {
				return item;
			}
		}
		return entries.at( -1 )![ 0 ];
	}
}

/* eslint-disable no-bitwise -- What the generator is made of, on 32 bits without a sign. */
function xor( a: number, b: number ): number {
	return ( a ^ b ) >>> 0;
}

function or( a: number, b: number ): number {
	return ( a | b ) >>> 0;
}

function shifted( a: number, by: number ): number {
	return a >>> by;
}

function add( a: number, b: number ): number {
	return ( a + b ) >>> 0;
}
/* eslint-enable no-bitwise */
