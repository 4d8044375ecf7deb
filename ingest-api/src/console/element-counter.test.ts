import { expect, test } from 'vitest';
import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { newAccountId, newConnectionId } from '../db/identifiers.ts';
import { ElementCounters } from './element-counter.ts';

/** Never queried: nothing is counted before somebody reads. */
const UNASKED = {} as Kysely< Database >;

test( 'everybody who looks at a store shares its counter, and the least recently used counters are dropped', () => {
	const counters = new ElementCounters();
	const accountId = newAccountId();
	const counterOf = ( connectionId: string ) =>
		counters.of( UNASKED, { accountId, connectionId }, () => undefined );
	const [ one, other ] = [ newConnectionId(), newConnectionId() ];
	const counter = counterOf( one );
	const forgotten = counterOf( other );
	expect( forgotten ).not.toBe( counter );
	for ( let store = 0; store < 499; store++ ) {
		counterOf( newConnectionId() );
		expect( counterOf( one ) ).toBe( counter );
	}
	expect( counterOf( other ) ).not.toBe( forgotten );
} );
