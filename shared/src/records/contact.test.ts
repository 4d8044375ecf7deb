import { describe } from 'vitest';
import { itAccepts, itRefuses } from '../../testing/fields.ts';
import { sampleContactRecord } from '../../testing/samples.ts';
import {
	BAD_EMAILS,
	BAD_IDS,
	BAD_TEXTS,
	BAD_TIMES,
	GOOD_EMAILS,
	GOOD_IDS,
	GOOD_TEXTS,
	GOOD_TIMES,
	textsAsLongAs,
	textsLongerThan,
} from '../../testing/values.ts';
import { MAX_NAME } from './common.ts';

const contact = sampleContactRecord();

describe( 'R1 a contact record', () => {
	itAccepts( contact, [
		[ '/id', GOOD_IDS ],
		[ '/data/email', GOOD_EMAILS ],
		[ '/data/first_name', [ ...GOOD_TEXTS, ...textsAsLongAs( MAX_NAME ) ] ],
		[ '/data/roles', [ [ 'customer' ], [ 'shop_manager', 'subscriber' ] ] ],
		[ '/data/date_registered', [ ...GOOD_TIMES, null ] ],
		[ '/data/billing/country', [ '', 'DE', 'XK' ] ],
		[ '/data/billing/state', [ '', 'CA', 'Île-de-France' ] ],
	] );
	itRefuses( contact, [
		[ '/id', [ ...BAD_IDS, null ] ],
		[ '/data/email', [ ...BAD_EMAILS, null ] ],
		[
			'/data/first_name',
			[ ...BAD_TEXTS, ...textsLongerThan( MAX_NAME ) ],
		],
		[ '/data/last_name', BAD_TEXTS ],
		[ '/data/display_name', BAD_TEXTS ],
		[
			'/data/roles',
			[ undefined, null, 'customer', [], Array( 51 ).fill( 'customer' ) ],
		],
		[
			'/data/roles/0',
			[ 5, null, 'a\u0000b', 'a\ud83d', ...textsLongerThan( 100 ) ],
		],
		[ '/data/date_registered', BAD_TIMES ],
		[ '/data/billing', [ undefined, null, [], '' ] ],
		[ '/data/billing/postcode', [ ...BAD_TEXTS, 10_115 ] ],
		[
			'/data/shipping/country',
			[ undefined, null, 'de', 'DEU', 'Germany', 'D', 'DE\n' ],
		],
	] );
} );

describe( 'R3 a contact record has only the fields of the contract', () => {
	itRefuses( contact, [ [ '/data/password', [ 'hunter2' ] ] ], '/data' );
	itRefuses(
		contact,
		[ [ '/data/billing/email', [ 'ada@example.com' ] ] ],
		'/data/billing'
	);
	itRefuses(
		contact,
		[ [ '/data/__proto__', [ { admin: true } ] ] ],
		'/data'
	);
	itRefuses( contact, [ [ '/data/constructor', [ 'x' ] ] ], '/data' );
} );
