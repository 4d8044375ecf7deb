import { expect, test, vi } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { ConsoleVisitor } from '../testing/console.ts';
import { routesOf, startFullAccount } from '../testing/full-account.ts';
import { strayTexts } from '../testing/stray-texts.ts';
import { texts } from '../texts/texts.ts';
import {
	endpointOffMail,
	invitationMail,
	pausedMail,
	recoveredMail,
	signInMail,
} from './mails.ts';
import { reasonText } from './reasons.ts';

vi.mock( '../texts/languages.ts', async ( original ) => {
	const { LANGUAGES } =
		await original< typeof import( '../texts/languages.ts' ) >();
	const { pseudoLocale } = await import( '../testing/pseudo-locale.ts' );
	return { LANGUAGES: { en: pseudoLocale( LANGUAGES.en ) } };
} );

/** In Greek, months and numbers have no ASCII letters either. */
async function readInGreek( { db }: TestApi ): Promise< void > {
	await db
		.updateTable( 'account_people' )
		.set( { locale: 'el-GR' } )
		.execute();
}

/** The texts on each of these pages that are in no catalogue. */
async function strayOf(
	visitor: ConsoleVisitor,
	paths: readonly string[]
): Promise< Record< string, string[] > > {
	const found: Record< string, string[] > = {};
	for ( const path of paths ) {
		const stray = strayTexts( ( await visitor.get( path ) ).text );
		if ( stray.length > 0 ) {
			found[ path ] = stray;
		}
	}
	return found;
}

test( 'R40: every page of the console takes its texts from the catalogue', async () => {
	const { api, owner, ids } = await startFullAccount();
	await readInGreek( api );
	const pages = routesOf(
		ids,
		( { method, path } ) =>
			method === 'GET' && ! /events$|\.csv$/.test( path )
	).map( ( { path } ) => path );
	expect( pages.length ).toBeGreaterThan( 30 );
	const stray = await strayOf( owner, pages );
	expect( stray ).toEqual( {} );
} );

test( 'R40: so do the pages of an empty account, the pages without a sign-in, and pages that do not exist', async () => {
	const api = await startTestApi();
	const newcomer = await ConsoleVisitor.signIn( api );
	await readInGreek( api );
	const pages = [
		'/',
		'/orders',
		'/orders?search=nothing',
		'/contacts',
		'/transactions',
		'/products',
		'/collections',
		'/automations',
		'/settings/webhooks',
		'/settings/tokens',
		'/settings/privacy',
		'/settings/history',
		'/orders/con_x/1',
		'/orders/con_x',
	];
	const stray = await strayOf( newcomer, pages );
	await newcomer.browser.visit( '/sign-out', { method: 'POST' } );
	Object.assign(
		stray,
		await strayOf( newcomer, [
			'/sign-in',
			'/sign-in/nonsense',
			'/invitation/nonsense',
			'/unsubscribe/nonsense',
		] )
	);
	expect( stray ).toEqual( {} );
} );

test( 'R40: so does every e-mail that Ivorey itself sends', () => {
	const about = {
		storeUrl: 'https://shop.example.com',
		accountName: '42',
		pageUrl: 'https://ivorey.example.com/stores/1',
		occurredAt: new Date( 0 ),
	};
	const url = 'https://ivorey.example.com/1';
	const reasons = Object.keys( texts().stores.reasons );
	const mails = [
		signInMail( [ { accountName: '42', url } ] ),
		...( [ 'owner', 'member' ] as const ).map( ( role ) =>
			invitationMail( {
				accountName: '42',
				invitedBy: '7',
				role,
				url,
				expiresAt: new Date( 0 ),
			} )
		),
		...reasons.map( ( reason ) =>
			pausedMail( about, reasonText( reason ) )
		),
		recoveredMail( about ),
		...[ true, false ].map( ( isGone ) =>
			endpointOffMail( { ...about, url, isGone } )
		),
	];
	for ( const { subject, text, html } of mails ) {
		// A moment in UTC and in English, the default: "1 January 1970 at 00:00 UTC".
		const withoutDates = ( words: string ) =>
			words.replaceAll( /1 January 1970 at 00:00 UTC/g, '' );
		expect( strayTexts( withoutDates( html! ) ), subject ).toEqual( [] );
		for ( const line of [ subject, ...text.split( '\n' ) ] ) {
			expect( strayTexts( withoutDates( line ) ) ).toEqual( [] );
		}
	}
} );
