/** The beginning of the README: everything on one machine, and a purchase there. */
import { expect } from 'vitest';
import { freePort } from '../../scripts/api-process.ts';
import { blockCheckout, Browser } from '../../scripts/store/shopper.ts';
import { waitFor } from '../wait.ts';
import type { Clone } from './clone.ts';
import type { Scenarios } from './scenario.ts';

const isAnswered = ( url: string ) =>
	fetch( url ).then(
		() => true,
		() => false
	);

type Says = ( pattern: RegExp ) => Promise< RegExpExecArray >;

/** Runs a command until `visit` is done, and checks that everything it started ends with it. */
async function whileRunning(
	clone: Clone,
	command: string,
	visit: ( says: Says, api: string, store: string ) => Promise< void >
): Promise< void > {
	const ports = {
		IVOREY_API_PORT: String( await freePort() ),
		IVOREY_STORE_PORT: String( await freePort() ),
	};
	const store = `http://localhost:${ ports.IVOREY_STORE_PORT }`;
	const api = `http://127.0.0.1:${ ports.IVOREY_API_PORT }`;
	const running = clone.start( command, ports );
	let printed = '';
	running.all.on( 'data', ( chunk ) => {
		printed += String( chunk );
	} );
	const says: Says = ( pattern ) =>
		waitFor(
			() => {
				if ( running.nodeChildProcess.exitCode !== null ) {
					throw new Error( `It has ended:\n${ printed }` );
				}
				return pattern.exec( printed ) ?? undefined;
			},
			() => `${ pattern } in:\n${ printed }`
		);
	try {
		await visit( says, api, store );
	} finally {
		// Like Ctrl-C in a terminal, which reaches everything it started.
		process.kill( -running.pid!, 'SIGINT' );
		await running.catch( () => undefined );
	}
	for ( const url of [ api, store ] ) {
		await waitFor(
			async () => ! ( await isAnswered( url ) ),
			`The end of ${ url }`
		);
	}
}

export const START: Scenarios = {
	'npm start': ( clone, command ) =>
		whileRunning( clone, command, async ( says, api, store ) => {
			await says( /Ctrl-C stops everything/ );
			await says( new RegExp( `${ store }/shop/` ) );
			const [ product ] = JSON.parse(
				(
					await new Browser( store ).visit(
						'/wp-json/wc/store/v1/products?type=simple&stock_status=instock'
					)
				).text
			) as { id: number }[];
			const { orderId } = await blockCheckout(
				{ url: store },
				{ items: [ product! ], report: false }
			);
			await says( new RegExp( `order ${ orderId } is in Ivorey` ) );

			const [ link ] = await says( /http:\S+\/sign-in\/\S+/ );
			const console = new Browser( api );
			await console.visit( link, { form: [] } );
			expect( ( await console.visit( '/orders' ) ).text ).toContain(
				`/orders/`
			);
		} ),
	'npm start -- api': ( clone, command ) =>
		whileRunning( clone, command, async ( says, api, store ) => {
			await says( /Ctrl-C stops the API/ );
			expect( ( await fetch( `${ api }/readyz` ) ).ok ).toBe( true );
			expect( await isAnswered( store ) ).toBe( false );
		} ),
};
