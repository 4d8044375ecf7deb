import { problemSchema } from '@ivorey/shared';
import { createIvoreyClient, type IvoreyClient } from '../../client/index.ts';
import { createAccountToken } from '../accounts/api-tokens.ts';
import type { TokenScope } from '../db/element-tables.ts';
import { API_ROUTES } from '../app.ts';
import type { TestApi } from './api.ts';

/** R41: the generated client, with a token of an account; every answer has to match the documentation. */
export async function readerOf(
	api: TestApi,
	{ accountId }: { accountId: string },
	scope: TokenScope = 'read',
	onAnswer: ( route: string ) => void = () => {}
): Promise< IvoreyClient > {
	const { token } = await createAccountToken(
		api.db,
		accountId,
		new Date(),
		scope,
		{ name: 'Tests', createdBy: 'ada@example.com' }
	);
	return createIvoreyClient( {
		url: api.url,
		token,
		fetch: async ( request ) => {
			const answer = await fetch( request );
			onAnswer( await checkAnswer( request as Request, answer.clone() ) );
			return answer;
		},
	} );
}

/** @return The route that answered. @throws Error if the answer does not match the documentation. */
async function checkAnswer(
	request: Request,
	answer: Response
): Promise< string > {
	const { pathname } = new URL( request.url );
	const route = API_ROUTES.find(
		( { method, path } ) =>
			method === request.method &&
			new RegExp( `^${ path.replaceAll( /:\w+/g, '[^/]+' ) }$` ).test(
				pathname
			)
	);
	const schema = route?.operation?.answer.body?.schema;
	if ( route === undefined || schema === undefined ) {
		throw new Error(
			`${ request.method } ${ pathname } is not documented`
		);
	}
	if ( answer.status !== 304 ) {
		( answer.ok ? schema : problemSchema ).parse( await answer.json() );
	}
	return `${ route.method } ${ route.path }`;
}
