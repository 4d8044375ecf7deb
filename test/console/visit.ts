import type { Browser, BrowserContext, Page } from '@playwright/test';
import { onTestFinished } from 'vitest';
import {
	makeSignInLink,
	PRINTED_LINK_MS,
} from '@ivorey/ingest-api/accounts/sign-in.ts';
import { createConnection } from '@ivorey/ingest-api/connections/create.ts';
import { startTestApi, type TestApi } from '@ivorey/ingest-api/testing/api.ts';
import { makePerson } from '@ivorey/ingest-api/testing/people.ts';
import { TestStore } from '@ivorey/ingest-api/testing/store.ts';
import { newContext } from './chromium.ts';

export const STORES = '/settings/integration/woocommerce';

export interface Visit {
	api: TestApi;
	store: TestStore;
	context: BrowserContext;
	page: Page;
	open: ( path: string ) => Promise< void >;
}

/** A signed-in user with a connected store; the page is the list of stores. */
export async function visit(
	chromium: Browser,
	options: {
		javaScriptEnabled?: boolean;
		accountName?: string;
		email?: string;
		storeUrl?: string;
	} = {}
): Promise< Visit > {
	const {
		javaScriptEnabled = true,
		accountName = 'Ada & Co',
		email = 'ada@example.com',
		storeUrl = 'https://shop.example.com',
	} = options;
	const api = await startTestApi( { ALLOW_LOCAL_STORES: 'true' } );
	const person = await makePerson( api.db, email, accountName );
	const store = new TestStore(
		await createConnection( api.db, {
			storeUrl,
			accountName,
			apiUrl: api.url,
			keys: api.keys,
		} ),
		storeUrl
	);
	await store.ask();
	const context = await newContext( chromium, { javaScriptEnabled } );
	onTestFinished( () => context.close() );
	const page = await context.newPage();
	const token = await makeSignInLink(
		api.db,
		{ ...person, accountName },
		{ nextPath: STORES, now: new Date(), validMs: PRINTED_LINK_MS }
	);
	await page.goto( `${ api.url }/sign-in/${ token }` );
	await page.getByRole( 'button', { name: 'Sign in' } ).click();
	await page.waitForURL( `**${ STORES }` );
	return {
		api,
		store,
		context,
		page,
		open: async ( path ) => {
			await page.goto( api.url + path );
		},
	};
}
