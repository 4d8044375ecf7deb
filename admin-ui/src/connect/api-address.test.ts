import { describe, expect, it } from 'vitest';
import { apiAddress } from './api-address';

describe( "R23 the address of Ivorey's API, as typed", () => {
	it.each( [
		[ ' https://api.ivorey.com/ ', 'https://api.ivorey.com' ],
		[ 'HTTPS://API.Ivorey.com', 'https://api.ivorey.com' ],
		[ 'https://ivorey.test:8443/api/', 'https://ivorey.test:8443/api' ],
		[ 'http://localhost:8787', 'http://localhost:8787' ],
		[ 'http://127.0.0.1:8787/', 'http://127.0.0.1:8787' ],
		[ 'http://[::1]:8787', 'http://[::1]:8787' ],
	] )( '%s is %s', ( typed, url ) => {
		expect( apiAddress( typed ) ).toEqual( { ok: true, url } );
	} );

	it.each( [
		[ '', /Enter the address/ ],
		[ 'api.ivorey.com', /whole address/ ],
		[ 'ftp://api.ivorey.com', /whole address/ ],
		[ 'https://', /whole address/ ],
		[ 'http://api.ivorey.com', /begin with https/ ],
		[ 'http://localhost.evil.test', /begin with https/ ],
		[ 'https://me:secret@api.ivorey.com', /user name and the password/ ],
		[ 'https://api.ivorey.com/?a=1', /Leave out what follows/ ],
		[ 'https://api.ivorey.com/#a', /Leave out what follows/ ],
	] )( '%s gets an exact message', ( typed, message ) => {
		expect( apiAddress( typed ) ).toEqual( {
			ok: false,
			message: expect.stringMatching( message ),
		} );
	} );
} );
