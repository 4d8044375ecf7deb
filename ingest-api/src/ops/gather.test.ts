import { expect, test, vi } from 'vitest';
import { gather } from './gather.ts';

interface Item {
	group: string;
	value: number;
}

/** A gatherer whose rounds end on command. */
function bed( restMs = 0 ) {
	const rounds: {
		group: string;
		values: number[];
		end: ( error?: Error ) => void;
	}[] = [];
	const ask = gather< Item, number >(
		( { group } ) => group,
		( group, items ) => {
			const { promise, resolve, reject } =
				Promise.withResolvers< ( number | Error )[] >();
			const values = items.map( ( { value } ) => value );
			rounds.push( {
				group,
				values,
				end: ( error ) =>
					error === undefined
						? resolve(
								values.map( ( value ) =>
									value < 0
										? new Error( `No ${ value }` )
										: value * 2
								)
							)
						: reject( error ),
			} );
			return promise;
		},
		restMs
	);
	return {
		rounds,
		ask: ( value: number, group = 'a' ) => ask( { group, value } ),
	};
}

const settled = () => new Promise( ( resolve ) => setImmediate( resolve ) );

test( 'items requested during a round share the next one', async () => {
	const { ask, rounds } = bed();
	const first = ask( 1 );
	await settled();
	const others = [ ask( 2 ), ask( 3 ) ];
	await settled();
	expect( rounds.map( ( { values } ) => values ) ).toEqual( [ [ 1 ] ] );
	rounds[ 0 ]!.end();
	expect( await first ).toBe( 2 );
	await settled();
	expect( rounds.map( ( { values } ) => values ) ).toEqual( [
		[ 1 ],
		[ 2, 3 ],
	] );
	rounds[ 1 ]!.end();
	expect( await Promise.all( others ) ).toEqual( [ 4, 6 ] );
} );

test( 'items requested within the rest period share a round, even if the last round has ended', async () => {
	const { ask, rounds } = bed( 300 );
	void ask( 1 );
	await settled();
	rounds[ 0 ]!.end();
	void ask( 2 );
	await settled();
	void ask( 3 );
	expect( rounds ).toHaveLength( 1 );
	await vi.waitFor( () => expect( rounds ).toHaveLength( 2 ) );
	expect( rounds[ 1 ]!.values ).toEqual( [ 2, 3 ] );
} );

test( 'a group does not wait for another one', async () => {
	const { ask, rounds } = bed();
	void ask( 1, 'slow' );
	await settled();
	const quick = ask( 2, 'quick' );
	await settled();
	rounds.find( ( { group } ) => group === 'quick' )!.end();
	expect( await quick ).toBe( 4 );
} );

test( 'an item fails alone, a failed round fails all of its items, and the next round still runs', async () => {
	const { ask, rounds } = bed();
	const [ bad, good ] = [ ask( -1 ), ask( 1 ) ];
	await settled();
	rounds[ 0 ]!.end();
	await expect( bad ).rejects.toThrow( 'No -1' );
	expect( await good ).toBe( 2 );
	const lost = [ ask( 2 ), ask( 3 ) ];
	await settled();
	rounds[ 1 ]!.end( new Error( 'The database is away' ) );
	for ( const one of lost ) {
		await expect( one ).rejects.toThrow( 'away' );
	}
	const next = ask( 4 );
	await settled();
	rounds[ 2 ]!.end();
	expect( await next ).toBe( 8 );
} );
